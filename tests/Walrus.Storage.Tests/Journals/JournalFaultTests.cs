using Walrus.Storage.Devices;
using Walrus.Storage.Journals;

namespace Walrus.Storage.Tests.Journals;

/// <summary>After a device error nothing is assumed: the tail is read again before anything is appended.</summary>
public sealed class JournalFaultTests
{
    private readonly MemoryDevice _disk = new();
    private DeviceOperationKind? _failing;
    private DeviceFault _fault;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DeviceOperationKind.Write, DeviceFaultKind.Error, 0)]
    [InlineData(DeviceOperationKind.Write, DeviceFaultKind.NoSpace, 10)]
    [InlineData(DeviceOperationKind.Write, DeviceFaultKind.ShortWrite, 40)]
    [InlineData(DeviceOperationKind.Sync, DeviceFaultKind.Error, 0)]
    [InlineData(DeviceOperationKind.Write, DeviceFaultKind.ReadOnly, 0)]
    public async Task A_failed_append_is_of_unknown_outcome_until_the_tail_is_read_again(
        DeviceOperationKind failing, DeviceFaultKind kind, int bytes)
    {
        await using var journal = new LocalLedgerJournal(Faulty());
        await journal.AcquireWriterAsync(Cancel);
        await journal.AppendAsync(0, [Bytes.Of("safe")], Cancel);
        (_failing, _fault) = (failing, new DeviceFault(kind, bytes));
        JournalUnknownOutcomeException unknown = await Assert.ThrowsAsync<JournalUnknownOutcomeException>(
            async () => await journal.AppendAsync(1, [Bytes.Of("perhaps")], Cancel));
        Assert.Equal(1, unknown.Position);
        _failing = null;
        await Assert.ThrowsAsync<JournalUnknownOutcomeException>(async () => await journal.AppendAsync(1, [Bytes.Of("too soon")], Cancel));
        Assert.Equal(1, await journal.GetHeadAsync(Cancel));

        long head = await journal.AcquireWriterAsync(Cancel);
        string[] expected = head == 1 ? ["safe"] : ["safe", "perhaps"];
        Assert.Equal(expected, await ReadAsync(journal));
        await journal.AppendAsync(head, [Bytes.Of("after")], Cancel);
        Assert.Equal([.. expected, "after"], await ReadAsync(journal));
    }

    [Fact]
    public async Task Nothing_unsynced_is_shown_to_readers()
    {
        await using var journal = new LocalLedgerJournal(Faulty());
        await journal.AcquireWriterAsync(Cancel);
        (_failing, _fault) = (DeviceOperationKind.Sync, new DeviceFault(DeviceFaultKind.Error));
        await Assert.ThrowsAsync<JournalUnknownOutcomeException>(async () => await journal.AppendAsync(0, [Bytes.Of("perhaps")], Cancel));
        Assert.Empty(await ReadAsync(journal));
        await using var reader = new LocalLedgerJournal(_disk);
        Assert.Empty(await ReadAsync(reader));
    }

    [Fact]
    public async Task What_is_kept_after_a_failed_sync_is_written_and_synced_again()
    {
        List<DeviceOperation> operations = [];
        await using var journal = new LocalLedgerJournal(new FaultyDevice(_disk, operation =>
        {
            operations.Add(operation);
            return operation.Kind == _failing ? _fault : default;
        }));
        await journal.AcquireWriterAsync(Cancel);
        (_failing, _fault) = (DeviceOperationKind.Sync, new DeviceFault(DeviceFaultKind.Error));
        await Assert.ThrowsAsync<JournalUnknownOutcomeException>(async () => await journal.AppendAsync(0, [Bytes.Of("perhaps")], Cancel));
        _failing = null;
        DeviceOperation append = operations.Last(operation => operation.Kind == DeviceOperationKind.Write);
        operations.Clear();
        Assert.Equal(1, await journal.AcquireWriterAsync(Cancel));
        int written = operations.FindIndex(operation => operation with { } == append);
        int synced = operations.FindIndex(operation => operation.Kind == DeviceOperationKind.Sync && operation.File == append.File);
        Assert.InRange(written, 0, synced - 1);
    }

    [Fact]
    public async Task A_wrong_bit_on_the_way_from_the_disk_is_reported_not_delivered()
    {
        await using var journal = new LocalLedgerJournal(Faulty());
        await journal.AcquireWriterAsync(Cancel);
        await journal.AppendAsync(0, [Bytes.Random(1, 1000)], Cancel);
        for (int bit = 0; bit < 64 * 8; bit += 5)
        {
            (_failing, _fault) = (DeviceOperationKind.Read, new DeviceFault(DeviceFaultKind.BitFlip, bit));
            await Assert.ThrowsAsync<JournalCorruptedException>(() => ReadAsync(journal));
        }
    }

    [Fact]
    public async Task Whatever_fails_what_was_acknowledged_stays()
    {
        for (int seed = 0; seed < 40; seed++)
            await CampaignAsync(seed);
    }

    private static async Task CampaignAsync(int seed)
    {
        var disk = new MemoryDevice();
        var rates = new DeviceFaultRates(seed) { ShortWrite = 0.05, NoSpace = 0.05, SyncError = 0.05 };
        await using var journal = new LocalLedgerJournal(new FaultyDevice(disk, rates.Next), new LocalJournalOptions { SegmentBytes = 400 });
        List<string> known = [];
        long head = -1;
        for (int round = 0; round < 60; round++)
        {
            string text = $"{seed}:{round}";
            try
            {
                head = head < 0 ? await journal.AcquireWriterAsync(Cancel) : head;
                if (head > known.Count)
                    known.AddRange((await ReadAsync(journal))[known.Count..]);
                Assert.Equal(known.Count, head);
                head = await journal.AppendAsync(head, [Bytes.Of(text)], Cancel);
                known.Add(text);
            }
            catch (Exception error) when (error is JournalUnknownOutcomeException or IOException)
            {
                head = -1;
            }
        }
        Assert.True(known.Count > 10, $"seed {seed}: only {known.Count} appends came through.");
        await journal.DisposeAsync();
        await using var reopened = new LocalLedgerJournal(disk);
        Assert.InRange(await reopened.AcquireWriterAsync(Cancel), known.Count, known.Count + 1);
        Assert.Equal(known, (await ReadAsync(reopened)).Take(known.Count));
    }

    private FaultyDevice Faulty() => new(_disk, operation => operation.Kind == _failing && operation.File != "lock" ? _fault : default);

    private static async Task<List<string>> ReadAsync(LocalLedgerJournal journal)
    {
        List<string> texts = [];
        await foreach (JournalRecord record in journal.ReadAsync(0, Cancel))
            texts.Add(System.Text.Encoding.UTF8.GetString(record.Bytes.Span));
        return texts;
    }
}
