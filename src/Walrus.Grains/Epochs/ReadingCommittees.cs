using Walrus.Client.Committees;
using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Committees;

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
        ReadingCommittee? chosen = replica.Read(machine => machine.FindBlob(blob)?.InitialCertifiedEpoch is { } first
            ? ReadingRules.CommitteeFor(first, machine.Epoch, machine.EpochStatus.Phase.Kind)
            : ReadingCommittee.Current);
        CommitteeSnapshot current = committees.Current;
        return chosen == ReadingCommittee.Previous ? current.ForOlderBlobs : current;
    }
}
