using Walrus.Client.Committees;
using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes.Shards;
using Walrus.Ledger.Epochs;

namespace Walrus.Grains.Epochs;

/// <summary>Whom to ask for a blob while shards move, and after (control plane 5.1).</summary>
public sealed class ReadingCommittees(LedgerReplica replica, CommitteeDirectory committees)
{
    /// <summary>
    /// Until a quorum has its new shards, the committee before for blobs that it certified; otherwise the current one. Either falls back on
    /// the other: shards arrive one by one, and after a forced end of sync some may still be on their way (rulings 3).
    /// </summary>
    public CommitteeSnapshot For(BlobId blob)
    {
        CommitteeSnapshot current = committees.Current;
        bool isOlder = replica.Read(machine => machine.EpochStatus.Phase.Kind == EpochPhaseKind.ChangeSync && machine.MovesWithShards(blob));
        return isOlder ? current.ForOlderBlobs : current;
    }
}
