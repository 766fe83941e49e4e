using System.Globalization;
using Walrus.Storage.Devices;
using Walrus.Storage.Journals;
using Walrus.Storage.Slivers;
using Walrus.Storage.Snapshots;

namespace Walrus.Storage.Tests;

/// <summary>
/// The table of points at which a real process is killed between receiving something and having said that it is durable: nothing
/// acknowledged is lost, nothing is there that was not written, and the next process goes on.
/// </summary>
public sealed class KillPointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>The operation before which the process dies; the one before it has been done.</summary>
    public static TheoryData<string, string, DeviceOperationKind, int> Points => new()
    {
        { "received, nothing written", "store", DeviceOperationKind.Write, 3 },
        { "appended, not flushed", "store", DeviceOperationKind.Sync, 3 },
        { "flushed, not acknowledged", "store", DeviceOperationKind.Write, 4 },
        { "segment full, next not created", "store", DeviceOperationKind.Create, 3 },
        { "segment created, its header not written", "store", DeviceOperationKind.Write, 5 },
        { "segment's header written, not synced", "store", DeviceOperationKind.Sync, 5 },
        { "segment's name not synced", "store", DeviceOperationKind.SyncNames, 2 },
        { "lock not taken", "store", DeviceOperationKind.Lock, 1 },
        { "journal not created", "journal", DeviceOperationKind.Create, 1 },
        { "first header not written", "journal", DeviceOperationKind.Write, 1 },
        { "first header not synced", "journal", DeviceOperationKind.Sync, 1 },
        { "received, nothing appended", "journal", DeviceOperationKind.Write, 3 },
        { "appended, not synced", "journal", DeviceOperationKind.Sync, 3 },
        { "synced, head not written", "journal", DeviceOperationKind.Write, 4 },
        { "segment full, next not created", "journal", DeviceOperationKind.Create, 3 },
        { "next segment's name not synced", "journal", DeviceOperationKind.SyncNames, 3 },
        { "snapshot not begun", "snapshots", DeviceOperationKind.Create, 3 },
        { "snapshot begun", "snapshots", DeviceOperationKind.Write, 8 },
        { "snapshot written, not synced", "snapshots", DeviceOperationKind.Sync, 3 },
        { "snapshot synced, not renamed", "snapshots", DeviceOperationKind.Rename, 3 },
        { "snapshot renamed, name not synced", "snapshots", DeviceOperationKind.SyncNames, 3 },
        { "name synced, oldest not dropped", "snapshots", DeviceOperationKind.Delete, 4 },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_process_killed_here_has_lost_nothing_acknowledged(string point, string subject, DeviceOperationKind kind, int count)
    {
        string[] said = await SecondProcess.RunUntilKilledAsync(_folder.Path, new KillPoint(subject, kind, count), Cancel);
        TestContext.Current.SendDiagnosticMessage($"{subject}, {point}: {said.Length} acknowledged");
        Assert.Equal(Enumerable.Range(0, said.Length), said.Select(line => int.Parse(line, CultureInfo.InvariantCulture)));
        await (subject switch
        {
            "store" => CheckStoreAsync(said.Length),
            "journal" => CheckJournalAsync(said.Length),
            _ => CheckSnapshotsAsync(said.Length),
        });
    }

    private async Task CheckStoreAsync(int acknowledged)
    {
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(_folder.Path, KillPointWriter.StoreOptions, Cancel);
        int held = 0;
        while (await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key(1, held), Cancel)) is { } bytes)
            Assert.Equal(KillPointWriter.PayloadOf(held++), bytes);
        Assert.InRange(held, acknowledged, acknowledged + 1);
        Assert.Equal((held, 0, 0), (store.GetStatistics().Slivers, store.GetStatistics().DamagedRecords, store.GetStatistics().IndexRebuilds));
        Assert.True(await store.PutSliverAsync(Bytes.Key(1, held), KillPointWriter.PayloadOf(held), Cancel));
        await store.FlushAsync(Cancel);
    }

    private async Task CheckJournalAsync(int acknowledged)
    {
        await using var journal = new LocalLedgerJournal(_folder.Path, KillPointWriter.JournalOptions);
        long head = await journal.AcquireWriterAsync(Cancel);
        Assert.InRange(head, acknowledged, acknowledged + 1);
        await journal.AppendAsync(head, [KillPointWriter.PayloadOf((int)head)], Cancel);
        int read = 0;
        await foreach (JournalRecord record in journal.ReadAsync(0, Cancel))
            Assert.Equal(KillPointWriter.PayloadOf(read++), record.Bytes.ToArray());
        Assert.Equal(head + 1, read);
    }

    private async Task CheckSnapshotsAsync(int acknowledged)
    {
        var snapshots = new LocalLedgerSnapshots(_folder.Path);
        IReadOnlyList<long> positions = await snapshots.ListAsync(Cancel);
        Assert.InRange(positions[0], acknowledged - 1, acknowledged);
        foreach (long position in positions)
        {
            await foreach (ReadOnlyMemory<byte> frame in snapshots.ReadAsync(position, Cancel))
                Assert.Equal(KillPointWriter.PayloadOf((int)position), frame.ToArray());
        }
        await snapshots.WriteAsync(100, [KillPointWriter.PayloadOf(100)], Cancel);
        Assert.Equal(100, (await snapshots.ListAsync(Cancel))[0]);
    }
}
