using Walrus.Core.Identifiers;
using Walrus.Ledger.Epochs;

namespace Walrus.Ledger.Committees;

/// <summary>Whose slivers a reader asks for (control plane 5.1).</summary>
public enum ReadingCommittee
{
    /// <summary>The committee of the current epoch.</summary>
    Current,

    /// <summary>The one before, which still holds the blob while shards move.</summary>
    Previous,
}

/// <summary>Chooses the committee that is read from (control plane 5.1).</summary>
public static class ReadingRules
{
    /// <summary>
    /// The committee that holds a blob for certain: while shards move, the one before for what was certified before the move began.
    /// </summary>
    /// <param name="firstCertified">The epoch in which the blob was first certified.</param>
    /// <param name="current">The current epoch, as the reader knows it.</param>
    /// <param name="phase">Where that epoch stands.</param>
    /// <returns>Null if the blob is of a later epoch: the reader lags, and has to refresh its committees first.</returns>
    public static ReadingCommittee? CommitteeFor(Epoch firstCertified, Epoch current, EpochPhaseKind phase)
    {
        if (firstCertified > current)
            return null;
        bool moving = phase == EpochPhaseKind.ChangeSync;
        return moving && firstCertified < current ? ReadingCommittee.Previous : ReadingCommittee.Current;
    }
}
