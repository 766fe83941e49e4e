using Walrus.Ledger;
using Walrus.Ledger.Snapshots;

namespace Walrus.Grains.Ledger;

/// <summary>The ledger as a snapshot has it.</summary>
/// <param name="Machine">The state.</param>
/// <param name="Header">What the snapshot is of.</param>
internal sealed record RestoredLedger(LedgerMachine Machine, SnapshotHeader Header);
