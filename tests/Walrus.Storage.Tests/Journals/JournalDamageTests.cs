using Walrus.Storage.Devices;
using Walrus.Storage.Journals;

namespace Walrus.Storage.Tests.Journals;

/// <summary>Every wrong byte and every missing file of a journal is found, by its writer and by its readers.</summary>
public sealed class JournalDamageTests
{
    private static readonly LocalJournalOptions Small = new() { SegmentBytes = 140 };
    private static readonly string[] Records = ["one", "", "three", new('x', 120), "five", "six", "seven", new('y', 90), "nine"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_bit_in_any_byte_of_a_segment_is_refused_when_it_is_read()
    {
        MemoryDevice disk = await CreateAsync();
        int flips = 0;
        foreach (string name in Segments(disk))
        {
            byte[] whole = disk.Read(name);
            foreach (int bit in OneBitOfEachByte(whole))
            {
                flips++;
                MemoryDevice damaged = disk.Copy();
                damaged.Replace(name, Flip(whole, bit));
                JournalCorruptedException error = await Assert.ThrowsAsync<JournalCorruptedException>(() => ReadAllAsync(damaged));
                Assert.EndsWith(name, error.File, StringComparison.Ordinal);
                Assert.Contains("Restore", error.Message, StringComparison.Ordinal);
                Assert.Equal(Flip(whole, bit), damaged.Read(name));
            }
        }
        Assert.True(flips > 500);
    }

    [Fact]
    public async Task A_wrong_bit_in_the_last_segment_or_in_any_header_is_refused_by_the_writer()
    {
        MemoryDevice disk = await CreateAsync();
        foreach (string name in Segments(disk))
        {
            byte[] whole = disk.Read(name);
            int looked = name == Segments(disk)[^1] ? whole.Length : JournalSegmentHeader.Length;
            foreach (int bit in OneBitOfEachByte(whole).Take(looked))
            {
                MemoryDevice damaged = disk.Copy();
                damaged.Replace(name, Flip(whole, bit));
                JournalCorruptedException error = await Assert.ThrowsAsync<JournalCorruptedException>(() => AcquireAsync(damaged));
                Assert.EndsWith(name, error.File, StringComparison.Ordinal);
                Assert.Equal(Flip(whole, bit), damaged.Read(name));
            }
        }
    }

    [Fact]
    public async Task A_writer_that_opened_over_damage_in_a_closed_segment_finds_it_at_leisure()
    {
        MemoryDevice disk = await CreateAsync();
        string name = Segments(disk)[1];
        disk.Replace(name, Flip(disk.Read(name), (JournalSegmentHeader.Length + 5) * 8));
        await using var journal = new LocalLedgerJournal(disk, Small);
        Assert.Equal(Records.Length, await journal.AcquireWriterAsync(Cancel));
        await journal.AppendAsync(Records.Length, [Bytes.Of("goes on")], Cancel);
        var scrub = new JournalScrub(journal, new ScrubOptions { BytesPerSecond = long.MaxValue });
        JournalCorruptedException error = await Assert.ThrowsAsync<JournalCorruptedException>(() => scrub.RunAsync(Cancel));
        Assert.EndsWith(name, error.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_journal_is_read_at_leisure_to_its_end()
    {
        await using var journal = new LocalLedgerJournal(await CreateAsync(), Small);
        Assert.Equal(Records.Length, await new JournalScrub(journal).RunAsync(Cancel));
    }

    [Fact]
    public async Task Opening_reads_the_last_segment_and_only_the_headers_of_the_others()
    {
        MemoryDevice disk = await CreateAsync();
        string last = Segments(disk)[^1];
        List<DeviceOperation> reads = [];
        var device = new FaultyDevice(disk, operation =>
        {
            if (operation.Kind == DeviceOperationKind.Read && operation.File.EndsWith(".journal", StringComparison.Ordinal))
                reads.Add(operation);
            return default;
        });
        await using var journal = new LocalLedgerJournal(device, Small);
        Assert.Equal(Records.Length, await journal.AcquireWriterAsync(Cancel));
        Assert.Equal(Segments(disk).Count, reads.Select(read => read.File).Distinct().Count());
        Assert.All(reads.Where(read => read.File != last), read => Assert.Equal((0, JournalSegmentHeader.Length), (read.Offset, read.Length)));
    }

    [Fact]
    public async Task A_wrong_bit_of_the_head_file_costs_nothing()
    {
        MemoryDevice disk = await CreateAsync();
        byte[] whole = disk.Read("head");
        int[] written = [.. Enumerable.Range(0, whole.Length).Where(at => whole[at] != 0)];
        foreach (int bit in written.SelectMany(at => Enumerable.Range(at * 8, 8)))
        {
            MemoryDevice damaged = disk.Copy();
            damaged.Replace("head", Flip(whole, bit));
            Assert.Equal(Records.Length, await AcquireAsync(damaged));
            Assert.Equal(Records, await ReadAllAsync(damaged));
        }
    }

    [Fact]
    public async Task Without_the_head_file_damage_before_the_last_append_is_still_refused()
    {
        MemoryDevice disk = await CreateAsync();
        disk.Delete("head");
        string name = Segments(disk)[^2];
        byte[] whole = disk.Read(name);
        foreach (int bit in OneBitOfEachByte(whole))
        {
            MemoryDevice damaged = disk.Copy();
            damaged.Replace(name, Flip(whole, bit));
            await Assert.ThrowsAsync<JournalCorruptedException>(() => ReadAllAsync(damaged));
        }
    }

    [Fact]
    public async Task A_missing_segment_is_refused()
    {
        MemoryDevice disk = await CreateAsync();
        Assert.True(Segments(disk).Count > 3);
        foreach (string name in Segments(disk))
        {
            MemoryDevice damaged = disk.Copy();
            damaged.Delete(name);
            await Assert.ThrowsAsync<JournalCorruptedException>(() => AcquireAsync(damaged));
            await Assert.ThrowsAsync<JournalCorruptedException>(() => ReadAllAsync(damaged));
        }
    }

    [Fact]
    public async Task All_segments_missing_is_refused()
    {
        MemoryDevice disk = await CreateAsync();
        Segments(disk).ForEach(disk.Delete);
        await Assert.ThrowsAsync<JournalCorruptedException>(() => AcquireAsync(disk));
    }

    [Fact]
    public async Task A_segment_cut_short_is_refused_at_any_length()
    {
        MemoryDevice disk = await CreateAsync();
        foreach (string name in Segments(disk))
        {
            byte[] whole = disk.Read(name);
            for (int length = 0; length < whole.Length; length++)
            {
                MemoryDevice damaged = disk.Copy();
                damaged.Replace(name, whole.AsSpan(0, length));
                await Assert.ThrowsAsync<JournalCorruptedException>(() => AcquireAsync(damaged));
                await Assert.ThrowsAsync<JournalCorruptedException>(() => ReadAllAsync(damaged));
            }
        }
    }

    [Fact]
    public async Task A_segment_of_another_journal_is_refused()
    {
        MemoryDevice disk = await CreateAsync(), other = await CreateAsync();
        string name = Segments(disk)[1];
        disk.Replace(name, other.Read(name));
        JournalCorruptedException error = await Assert.ThrowsAsync<JournalCorruptedException>(() => AcquireAsync(disk));
        Assert.Contains("another journal", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_in_the_place_of_another_is_refused()
    {
        // Three records of equal length in one segment; the second is overwritten by the third, headers and all.
        var disk = new MemoryDevice();
        await using (var journal = new LocalLedgerJournal(disk))
        {
            await journal.AcquireWriterAsync(Cancel);
            await journal.AppendAsync(0, [Bytes.Of("aaaa"), Bytes.Of("bbbb"), Bytes.Of("cccc")], Cancel);
        }
        string name = Segments(disk)[0];
        byte[] bytes = disk.Read(name);
        int record = JournalRecordHeader.Size + 4;
        bytes.AsSpan(JournalSegmentHeader.Length + 2 * record, record).CopyTo(bytes.AsSpan(JournalSegmentHeader.Length + record));
        disk.Replace(name, bytes);
        JournalCorruptedException error = await Assert.ThrowsAsync<JournalCorruptedException>(() => AcquireAsync(disk));
        Assert.Equal(JournalSegmentHeader.Length + record, error.Offset);
    }

    [Fact]
    public async Task Another_version_is_refused_with_one_line()
    {
        MemoryDevice disk = await CreateAsync();
        string name = Segments(disk)[0];
        byte[] bytes = disk.Read(name);
        bytes[8] = 9;
        BitConverter.TryWriteBytes(bytes.AsSpan(60), Checksum.Of(bytes.AsSpan(0, 60)));
        disk.Replace(name, bytes);
        StorageFormatException error = await Assert.ThrowsAsync<StorageFormatException>(() => AcquireAsync(disk));
        Assert.Contains("version 9", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        await Assert.ThrowsAsync<StorageFormatException>(() => ReadAllAsync(disk));
    }

    [Fact]
    public async Task A_forged_record_inside_a_torn_one_is_no_proof_of_damage()
    {
        // An account may put anything into a transaction, even what looks like a later record; only the journal's id makes it one.
        byte[] forged = new byte[JournalRecordHeader.Size];
        new JournalRecordHeader(0, 5, 5, 0).Write(forged, seed: 0);
        var disk = new MemoryDevice();
        await using (var journal = new LocalLedgerJournal(disk))
        {
            await journal.AcquireWriterAsync(Cancel);
            await journal.AppendAsync(0, [forged], Cancel);
        }
        string name = Segments(disk)[0];
        byte[] bytes = disk.Read(name);
        bytes[JournalSegmentHeader.Length] ^= 1;
        disk.Replace(name, bytes);
        disk.Delete("head");
        Assert.Equal(0, await AcquireAsync(disk));
    }

    private static async Task<MemoryDevice> CreateAsync()
    {
        var disk = new MemoryDevice();
        await using var journal = new LocalLedgerJournal(disk, Small);
        await journal.AcquireWriterAsync(Cancel);
        for (int i = 0; i < Records.Length; i++)
            await journal.AppendAsync(i, [Bytes.Of(Records[i])], Cancel);
        return disk;
    }

    private static List<string> Segments(MemoryDevice disk) => [.. disk.List().Where(name => JournalSegmentHeader.TryParseName(name, out _))];

    private static IEnumerable<int> OneBitOfEachByte(byte[] bytes) => Enumerable.Range(0, bytes.Length).Select(at => at * 8 + at % 8);

    private static byte[] Flip(byte[] bytes, int bit)
    {
        byte[] flipped = [.. bytes];
        flipped[bit / 8] ^= (byte)(1 << bit % 8);
        return flipped;
    }

    private static async Task<long> AcquireAsync(MemoryDevice disk)
    {
        await using var journal = new LocalLedgerJournal(disk, Small);
        return await journal.AcquireWriterAsync(Cancel);
    }

    private static async Task<List<string>> ReadAllAsync(MemoryDevice disk)
    {
        await using var journal = new LocalLedgerJournal(disk, Small);
        List<string> texts = [];
        await foreach (JournalRecord record in journal.ReadAsync(0, Cancel))
            texts.Add(System.Text.Encoding.UTF8.GetString(record.Bytes.Span));
        return texts;
    }
}
