using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Signatures;

namespace Walrus.Ledger.Committees;

/// <summary>What the ledger knows of a storage node, but for its stake (control plane 3.1).</summary>
/// <param name="Id">Its id, which is its pool's.</param>
/// <param name="Account">The account that registered it and acts for it: what the protocol calls its capability.</param>
/// <param name="Profile">What it is called and where it is reached.</param>
/// <param name="BlsKey">The key it signs with; that of a committee may be an older one.</param>
/// <param name="Votes">Its standing votes.</param>
public sealed record StorageNode(ObjectId Id, Address Account, NodeProfile Profile, BlsPublicKey BlsKey, NodeVotes Votes)
{
    /// <summary>Its operator's name for it.</summary>
    public string Name => Profile.Name;

    /// <summary>Where it is reached.</summary>
    public string Url => Profile.Url;

    /// <summary>The public key of its transport.</summary>
    public ReadOnlyMemory<byte> NetworkKey => Profile.NetworkKey;

    /// <summary>The key it will sign with from the next committee on that is chosen with it, if it announced one.</summary>
    public BlsPublicKey? NextBlsKey { get; init; }

    /// <summary>Who collects its commission.</summary>
    public Authority CommissionReceiver { get; init; } = Authority.Of(Account);

    /// <summary>Who votes for it on upgrades and slashing.</summary>
    public Authority GovernanceAuthority { get; init; } = Authority.Of(Account);

    /// <summary>Whether it takes no new stake.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Last epoch for which it attested that it holds its shards.</summary>
    public Epoch LastSyncDone { get; init; }

    /// <summary>Encoded bytes it refuses to store (control plane 1.10).</summary>
    public ulong DenyListSize { get; init; }

    internal void Write(BcsWriter writer)
    {
        writer.Value(Id);
        writer.Value(Account);
        writer.Value(Profile);
        writer.Value(BlsKey);
        writer.Value(Votes);
        writer.Bool(NextBlsKey is not null);
        NextBlsKey?.Write(writer);
        writer.Value(CommissionReceiver);
        writer.Value(GovernanceAuthority);
        writer.Bool(IsRetired);
        writer.U32(LastSyncDone.Value);
        writer.U64(DenyListSize);
    }

    internal static StorageNode Read(ref BcsReader reader) => new(
        ObjectId.Read(ref reader),
        Address.Read(ref reader),
        NodeProfile.Read(ref reader),
        BlsPublicKey.Read(ref reader),
        NodeVotes.Read(ref reader))
    {
        NextBlsKey = reader.Bool() ? BlsPublicKey.Read(ref reader) : null,
        CommissionReceiver = Authority.Read(ref reader),
        GovernanceAuthority = Authority.Read(ref reader),
        IsRetired = reader.Bool(),
        LastSyncDone = new Epoch(reader.U32()),
        DenyListSize = reader.U64(),
    };
}
