using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Signatures;
using Walrus.Ledger.Committees;

namespace Walrus.Ledger.Networks;

/// <summary>A node that a network starts with.</summary>
/// <param name="Name">Its operator's name for it, unique; at most 100 bytes.</param>
/// <param name="Account">The account that acts for it, and owns its first stake.</param>
/// <param name="BlsKey">The key it signs with.</param>
/// <param name="ProofOfPossession">96-byte signature by the key over <see cref="Core.Messages.ProofOfPossession"/> of epoch 0.</param>
/// <param name="NetworkKey">The public key of its transport; at most 128 bytes.</param>
/// <param name="Url">Where it is reached; at most 259 bytes.</param>
/// <param name="Stake">FROST staked with it from epoch 1.</param>
/// <param name="CommissionBp">Its share of rewards, in basis points.</param>
/// <param name="Votes">Its standing votes.</param>
public sealed record GenesisNode(
    string Name,
    Address Account,
    BlsPublicKey BlsKey,
    ReadOnlyMemory<byte> ProofOfPossession,
    ReadOnlyMemory<byte> NetworkKey,
    string Url,
    ulong Stake,
    ushort CommissionBp,
    NodeVotes Votes) : IBcs<GenesisNode>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.String(Name);
        writer.Value(Account);
        writer.Value(BlsKey);
        writer.Fixed(ProofOfPossession.Span);
        writer.Bytes(NetworkKey.Span);
        writer.String(Url);
        writer.U64(Stake);
        writer.U16(CommissionBp);
        writer.Value(Votes);
    }

    /// <inheritdoc/>
    public static GenesisNode Read(ref BcsReader reader) => new(
        reader.String(),
        Address.Read(ref reader),
        BlsPublicKey.Read(ref reader),
        reader.Fixed(BlsSignature.Length).ToArray(),
        reader.Bytes().ToArray(),
        reader.String(),
        reader.U64(),
        reader.U16(),
        NodeVotes.Read(ref reader));
}
