using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Signatures;

namespace Walrus.Ledger.Committees;

/// <summary>What the ledger knows of a storage node (control plane 3.1).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its operator's name for it.</param>
/// <param name="Account">The account that acts for it, and that its rewards go to.</param>
/// <param name="Url">Where it is reached.</param>
/// <param name="BlsKey">The key it signs with.</param>
/// <param name="NetworkKey">The public key of its transport.</param>
/// <param name="CommissionBp">Its share of rewards, in basis points.</param>
/// <param name="Votes">Its standing votes.</param>
/// <param name="LastSyncDone">Last epoch for which it attested that it holds its shards.</param>
/// <param name="DenyListSize">Encoded bytes it refuses to store (control plane 1.10).</param>
public sealed record StorageNode(
    ObjectId Id,
    string Name,
    Address Account,
    string Url,
    BlsPublicKey BlsKey,
    ReadOnlyMemory<byte> NetworkKey,
    ushort CommissionBp,
    NodeVotes Votes,
    Epoch LastSyncDone,
    ulong DenyListSize)
{
    internal void Write(BcsWriter writer)
    {
        writer.Value(Id);
        writer.String(Name);
        writer.Value(Account);
        writer.String(Url);
        writer.Value(BlsKey);
        writer.Bytes(NetworkKey.Span);
        writer.U16(CommissionBp);
        writer.Value(Votes);
        writer.U32(LastSyncDone.Value);
        writer.U64(DenyListSize);
    }
}
