using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Hashing;

namespace Walrus.Ledger.Networks;

/// <summary>Hash of a genesis: which network a transaction or a block belongs to (ledger format).</summary>
public readonly record struct NetworkId(Bytes32 Bytes) : IBcs<NetworkId>
{
    private const string Tag = "walrus-cloud/genesis/1";

    /// <summary>Id of the network that <paramref name="genesis"/> founds.</summary>
    public static NetworkId Of(Genesis genesis) => new(LedgerHash.Tagged(Tag, BcsFormat.ToBytes(genesis)));

    /// <summary><c>0x</c> and 64 lowercase hexadecimal digits.</summary>
    public override string ToString() => "0x" + Bytes;

    /// <inheritdoc/>
    public void Write(BcsWriter writer) => writer.Bytes32(Bytes);

    /// <inheritdoc/>
    public static NetworkId Read(ref BcsReader reader) => new(reader.Bytes32());
}
