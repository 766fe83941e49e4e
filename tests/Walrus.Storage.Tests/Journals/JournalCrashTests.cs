using Walrus.Storage.Devices;
using Walrus.Storage.Journals;
using Walrus.Storage.Tests.Devices;

namespace Walrus.Storage.Tests.Journals;

/// <summary>Whatever moment the machine stops at, what was acknowledged is there and nothing else than what was appended.</summary>
public sealed class JournalCrashTests
{
    private static readonly LocalJournalOptions Small = new() { SegmentBytes = 300 };

    private readonly List<byte[]> _appended = [];
    private readonly List<(int Changes, int Head)> _acknowledged = [(0, 0)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_at_any_byte_keeps_what_was_acknowledged()
    {
        RecordingDevice device = await RecordAsync();
        for (int changes = 0; changes < device.Count; changes++)
        {
            for (int bytes = 0; bytes == 0 || bytes < device.LengthOf(changes); bytes++)
                await CheckAsync(device.After(changes, bytes), changes, $"change {changes}, byte {bytes}");
        }
        await CheckAsync(device.After(device.Count), device.Count, "the end");
    }

    [Fact]
    public async Task A_power_cut_that_loses_any_of_the_unsynced_keeps_what_was_acknowledged()
    {
        RecordingDevice device = await RecordAsync();
        for (int seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            int changes = random.Next(device.Count + 1);
            await CheckAsync(device.AfterPowerCut(changes, random), changes, $"seed {seed}");
        }
    }

    private async Task<RecordingDevice> RecordAsync()
    {
        var device = new RecordingDevice();
        await using var journal = new LocalLedgerJournal(device, Small);
        await journal.AcquireWriterAsync(Cancel);
        int[] lengths = [5, 0, 70, 130, 1, 33, 200, 8];
        for (int append = 0; append < lengths.Length; append++)
        {
            byte[][] records = [Bytes.Random(append, lengths[append]), Bytes.Random(append + 100, 17)];
            int head = _appended.Count;
            _appended.AddRange(records);
            await journal.AppendAsync(head, [records[0], records[1]], Cancel);
            _acknowledged.Add((device.Count, _appended.Count));
        }
        return device;
    }

    private async Task CheckAsync(MemoryDevice disk, int changes, string when)
    {
        int acknowledged = _acknowledged.Last(note => note.Changes <= changes).Head;
        await using var journal = new LocalLedgerJournal(disk, Small);
        long head = await journal.AcquireWriterAsync(Cancel);
        Assert.True(head >= acknowledged, $"After {when}: head {head}, acknowledged {acknowledged}.");
        Assert.True(head <= _appended.Count, when);
        int position = 0;
        await foreach (JournalRecord record in journal.ReadAsync(0, Cancel))
            Assert.True(record.Bytes.Span.SequenceEqual(_appended[position++]), $"After {when}: record {record.Position} differs.");
        Assert.Equal(head, position);
        Assert.Equal(head + 1, await journal.AppendAsync(head, [Bytes.Of("next")], Cancel));
    }
}
