using System.Buffers.Binary;
using System.Text;
using Walrus.Core.Identifiers;
using Walrus.Storage.Devices;
using Walrus.Storage.Events;
using Walrus.Storage.Tests.Devices;

namespace Walrus.Storage.Tests.Events;

/// <summary>Whatever happens to the files, what is read is what was appended, or an error, and the log can go on.</summary>
public sealed class EventLogCrashTests
{
    private const int SmallSegment = 250;
    private static readonly Bytes32 Ledger = new(Enumerable.Range(0, 32).Select(static i => (byte)i).ToArray());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_at_any_byte_or_a_power_cut_keeps_what_was_flushed()
    {
        RecordingDevice device = new();
        List<(int Changes, ulong Flushed)> flushes = [(0, 0)];
        await using LocalEventLog log = new(device, Ledger, SmallSegment);
        await log.GoOnFromAsync(new EventLogStart(0, 0), Cancel);
        for (ulong block = 0; block < 12; block++)
        {
            await log.AppendAsync([Run(block, 1)]);
            if (block % 3 != 2)
                continue;
            await log.FlushAsync();
            flushes.Add((device.Count, log.Next));
        }

        for (int changes = 0; changes < device.Count; changes++)
        {
            for (int bytes = 0; bytes == 0 || bytes < device.LengthOf(changes); bytes++)
                await CheckAsync(device.After(changes, bytes), flushes.Last(flush => flush.Changes <= changes).Flushed);
        }

        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            int changes = random.Next(device.Count + 1);
            await CheckAsync(device.AfterPowerCut(changes, random), flushes.Last(flush => flush.Changes <= changes).Flushed);
        }
    }

    [Fact]
    public async Task Any_changed_byte_is_an_error_and_nothing_wrong_is_read()
    {
        MemoryDevice device = await WrittenAsync(blocks: 9);
        string file = device.List()[0];
        byte[] whole = device.Read(file);
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x20;
            device.Replace(file, changed);
            await using LocalEventLog log = new(device, Ledger, SmallSegment);
            if (at < EventSegment.HeaderLength)
                continue;
            await log.GoOnFromAsync(new EventLogStart(9, 9), Cancel);
            await Assert.ThrowsAsync<EventLogDamagedException>(() => ReadAsync(log, 0));
            Assert.Equal([8UL], await ReadAsync(log, 8));
        }
    }

    [Fact]
    public async Task A_damaged_header_takes_what_is_before_it_and_no_more()
    {
        MemoryDevice device = await WrittenAsync(blocks: 20);
        string file = device.List()[1];
        byte[] changed = device.Read(file);
        changed[30] ^= 1;
        device.Replace(file, changed);
        await using LocalEventLog log = new(device, Ledger, SmallSegment);
        await log.GoOnFromAsync(new EventLogStart(20, 20), Cancel);
        ulong first = log.Start.Position;
        Assert.Equal(first, log.Start.Height);
        Assert.InRange(first, 6UL, 19UL);
        Assert.Equal(20 - (int)first, (await ReadAsync(log, first)).Count);
    }

    [Fact]
    public async Task Events_of_another_ledger_are_none()
    {
        MemoryDevice device = await WrittenAsync(blocks: 5);
        await using LocalEventLog log = new(device, default, SmallSegment);
        await log.GoOnFromAsync(new EventLogStart(5, 5), Cancel);
        Assert.Equal(new EventLogStart(5, 5), log.Start);
    }

    [Fact]
    public async Task A_device_that_fails_ends_appending_until_it_goes_on_somewhere()
    {
        MemoryDevice inner = new();
        bool full = false;
        FaultyDevice device = new(inner, operation => full && operation.Kind == DeviceOperationKind.Write
            ? new DeviceFault(DeviceFaultKind.ShortWrite, 9)
            : default);
        await using LocalEventLog log = new(device, Ledger, SmallSegment);
        await log.GoOnFromAsync(new EventLogStart(0, 0), Cancel);
        await log.AppendAsync([Run(0, 1)]);
        full = true;
        await Assert.ThrowsAsync<IOException>(async () => await log.AppendAsync([Run(1, 1)]));
        full = false;
        await Assert.ThrowsAsync<IOException>(async () => await log.AppendAsync([Run(1, 1)]));
        Assert.Equal([0UL], await ReadAsync(log, 0));
        await log.GoOnFromAsync(new EventLogStart(1, 1), Cancel);
        await log.AppendAsync([Run(1, 1)]);
        Assert.Equal([0UL, 1UL], await ReadAsync(log, 0));
    }

    [Fact]
    public async Task The_bytes_are_those_of_the_documentation()
    {
        MemoryDevice device = new();
        await using LocalEventLog log = new(device, Ledger);
        await log.GoOnFromAsync(new EventLogStart(5, 7), Cancel);
        await log.AppendAsync([new EventRun(5, 2, 9, "abc"u8.ToArray())]);
        Assert.Equal("00000000000000000005.events", Assert.Single(device.List()));
        byte[] bytes = device.Read("00000000000000000005.events");
        Assert.Equal("57414c4556454e54" + "01000000" + "0500000000000000" + "0700000000000000" + Ledger, Convert.ToHexStringLower(bytes[..60]));
        Assert.Equal(Checksum.Of(bytes.AsSpan(0, 60)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(60)));
        Assert.Equal("57455231" + "03000000" + "0500000000000000" + "0900000000000000" + "02000000", Convert.ToHexStringLower(bytes[64..92]));
        uint seed = Checksum.Of(Ledger.ToArray());
        Assert.Equal(Checksum.Of([.. bytes[64..92], .. "abc"u8], seed), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(92)));
        Assert.Equal("abc", Encoding.ASCII.GetString(bytes[96..]));
    }

    [Fact]
    public async Task Another_version_is_refused_as_such()
    {
        MemoryDevice device = await WrittenAsync(blocks: 1);
        byte[] bytes = device.Read(device.List()[0]);
        bytes[8] = 9;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Checksum.Of(bytes.AsSpan(0, 60)));
        device.Replace(device.List()[0], bytes);
        await using LocalEventLog log = new(device, Ledger);
        StorageFormatException refused = await Assert.ThrowsAsync<StorageFormatException>(async () => await log.GoOnFromAsync(new EventLogStart(1, 1), Cancel));
        Assert.Contains("version 9", refused.Message, StringComparison.Ordinal);
    }

    private static async Task CheckAsync(MemoryDevice disk, ulong flushed)
    {
        await using LocalEventLog after = new(disk, Ledger, SmallSegment);
        await after.GoOnFromAsync(new EventLogStart(flushed, flushed), Cancel);
        Assert.Equal((0UL, flushed), (after.Start.Position, after.Next));
        for (ulong block = flushed; block < flushed + 3; block++)
            await after.AppendAsync([Run(block, 1)]);
        Assert.Equal(Enumerable.Range(0, (int)flushed + 3).Select(static position => (ulong)position), await ReadAsync(after, 0));
    }

    private static async Task<MemoryDevice> WrittenAsync(ulong blocks)
    {
        MemoryDevice device = new();
        await using LocalEventLog log = new(device, Ledger, SmallSegment);
        await log.GoOnFromAsync(new EventLogStart(0, 0), Cancel);
        for (ulong block = 0; block < blocks; block++)
            await log.AppendAsync([Run(block, 1)]);
        return device;
    }

    private static EventRun Run(ulong position, uint count) => new(position, count, position, Encoding.ASCII.GetBytes($"event {position}"));

    private static async Task<List<ulong>> ReadAsync(LocalEventLog log, ulong from)
    {
        List<ulong> positions = [];
        await foreach (EventRun run in log.ReadAsync(from, Cancel))
        {
            Assert.Equal($"event {run.First}", Encoding.ASCII.GetString(run.Bytes.Span));
            positions.Add(run.First);
        }

        return positions;
    }
}
