using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Networks;

namespace Walrus.Ledger.Transactions;

/// <summary>Commands of one account that take effect together or not at all (ledger format).</summary>
public sealed class Transaction : IBcs<Transaction>
{
    /// <summary>Version of the layout.</summary>
    public const byte FormatVersion = 1;

    private readonly byte[] _bytes;

    /// <summary>A transaction of <paramref name="sender"/>.</summary>
    public Transaction(NetworkId network, Address sender, ulong nonce, Epoch expiry, IEnumerable<Command> commands)
    {
        Network = network;
        Sender = sender;
        Nonce = nonce;
        Expiry = expiry;
        Commands = [.. commands];
        _bytes = BcsFormat.ToBytes(this);
        Digest = TransactionDigest.Of(_bytes);
    }

    // What was read is the canonical form: it need not be written again.
    private Transaction(ref BcsReader reader, int start)
    {
        Network = NetworkId.Read(ref reader);
        Sender = Address.Read(ref reader);
        Nonce = reader.U64();
        Expiry = new Epoch(reader.U32());
        Commands = ImmutableCollectionsMarshal.AsImmutableArray(reader.Vector<Command>());
        _bytes = reader.Since(start).ToArray();
        Digest = TransactionDigest.Of(_bytes);
    }

    /// <summary>The network it is meant for.</summary>
    public NetworkId Network { get; }

    /// <summary>The account that pays and that must sign.</summary>
    public Address Sender { get; }

    /// <summary>Position among the sender's transactions, gapless from 0.</summary>
    public ulong Nonce { get; }

    /// <summary>Last epoch in which it may be executed; at most one past the current.</summary>
    public Epoch Expiry { get; }

    /// <summary>What to do, in order.</summary>
    public ImmutableArray<Command> Commands { get; }

    /// <summary>Whether a command rests on a certificate, which takes milliseconds to check.</summary>
    public bool HasCertificates => Commands.Any(static command => command.Evidence is not null);

    /// <summary>The canonical bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Hash that names the transaction.</summary>
    public TransactionDigest Digest { get; }

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.U8(FormatVersion);
        writer.Value(Network);
        writer.Value(Sender);
        writer.U64(Nonce);
        writer.U32(Expiry.Value);
        writer.Vector(Commands);
    }

    /// <inheritdoc/>
    public static Transaction Read(ref BcsReader reader)
    {
        int start = reader.Position;
        byte version = reader.U8();
        if (version != FormatVersion)
            throw new BcsException($"Transactions of version {version} are not supported; this program reads version {FormatVersion}.");
        return new Transaction(ref reader, start);
    }
}
