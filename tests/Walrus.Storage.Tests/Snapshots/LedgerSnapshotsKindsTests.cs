using Walrus.Storage.Devices;
using Walrus.Storage.Snapshots;

namespace Walrus.Storage.Tests.Snapshots;

public sealed class MemoryLedgerSnapshotsTests : LedgerSnapshotsConformance
{
    protected override ILedgerSnapshots Store { get; } = new MemoryLedgerSnapshots();
}

public sealed class LocalLedgerSnapshotsInMemoryTests : LedgerSnapshotsConformance
{
    protected override ILedgerSnapshots Store { get; } = new LocalLedgerSnapshots(new MemoryDevice());
}

public sealed class LocalLedgerSnapshotsTests : LedgerSnapshotsConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LocalLedgerSnapshotsTests() => Store = new LocalLedgerSnapshots(Path.Combine(_folder.Path, "snapshots"));

    protected override ILedgerSnapshots Store { get; }

    public void Dispose() => _folder.Dispose();
}
