namespace Walrus.Grains.Ledger;

/// <summary>When a process keeps a snapshot of its ledger. One is also made when it stops.</summary>
public sealed record LedgerSnapshotOptions
{
    /// <summary>Blocks between two snapshots.</summary>
    public long Blocks { get; init; } = 10_000;

    /// <summary>
    /// Bytes of journal between two snapshots; at least as many as the last snapshot has, so that writing snapshots never costs
    /// more than writing the journal.
    /// </summary>
    public long JournalBytes { get; init; } = 64 << 20;

    /// <summary>How long a process that stops waits for its last snapshot; without it, the next start executes more blocks.</summary>
    public TimeSpan StopWait { get; init; } = TimeSpan.FromSeconds(5);
}
