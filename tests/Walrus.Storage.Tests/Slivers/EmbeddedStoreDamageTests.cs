using Walrus.Core.Identifiers;
using Walrus.Storage.Devices;
using Walrus.Storage.Slivers;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Tests.Slivers;

/// <summary>Every wrong bit of a store is found, costs at most the record it is in, and never gives a wrong byte.</summary>
public sealed class EmbeddedStoreDamageTests
{
    // Prime, so that all bits of a byte have their turn.
    private const int BitStep = 37;

    private static readonly SliverKey[] Keys = [.. Enumerable.Range(0, 6).Select(i => Bytes.Key((byte)i, i, (Axis)(i % 2)))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(400)]
    public async Task A_wrong_bit_anywhere_in_a_segment_is_found_and_costs_one_record_at_most(int segmentBytes)
    {
        var options = new EmbeddedStoreOptions { SegmentBytes = segmentBytes };
        MemoryDevice disk = await CreateAsync(options);
        foreach (string name in disk.List())
        {
            byte[] whole = disk.Read(name);
            for (int bit = 0; bit < whole.Length * 8; bit += BitStep)
            {
                MemoryDevice damaged = disk.Copy();
                byte[] flipped = [.. whole];
                flipped[bit / 8] ^= (byte)(1 << bit % 8);
                damaged.Replace(name, flipped);
                await CheckAsync(damaged, options, $"{name}, bit {bit}");
            }
        }
    }

    [Fact]
    public async Task A_lost_identity_is_mended_from_the_segments()
    {
        MemoryDevice disk = await CreateAsync(new EmbeddedStoreOptions());
        Guid before;
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(disk, null, cancellationToken: Cancel))
            before = store.StoreId;
        disk.Delete(LogFormat.IdentityFile);
        await using EmbeddedSliverStore mended = await EmbeddedSliverStore.OpenAsync(disk, null, cancellationToken: Cancel);
        Assert.Equal(before, mended.StoreId);
        Assert.Equal(Keys.Length, mended.GetStatistics().Slivers);
        Assert.Equal(1, mended.GetStatistics().DamagedRecords);
    }

    [Fact]
    public async Task A_wiped_disk_has_another_identity()
    {
        MemoryDevice disk = await CreateAsync(new EmbeddedStoreOptions());
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(disk, null, cancellationToken: Cancel);
        await using EmbeddedSliverStore other = await EmbeddedSliverStore.OpenAsync(new MemoryDevice(), null, cancellationToken: Cancel);
        Assert.NotEqual(store.StoreId, other.StoreId);
    }

    [Fact]
    public async Task A_segment_of_another_store_is_refused()
    {
        MemoryDevice disk = await CreateAsync(new EmbeddedStoreOptions()), other = await CreateAsync(new EmbeddedStoreOptions());
        disk.Replace(LogFormat.SegmentName(2), [.. LogFormat.Header(Guid.Parse("00000000-0000-0000-0000-000000000007"), 2)]);
        disk.Replace(LogFormat.SegmentName(1), other.Read(LogFormat.SegmentName(1)));
        StorageFormatException error = await Assert.ThrowsAsync<StorageFormatException>(
            async () => await EmbeddedSliverStore.OpenAsync(disk, null, cancellationToken: Cancel));
        Assert.Contains(LogFormat.SegmentName(1), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("store")]
    [InlineData("0000000001.slivers")]
    public async Task Another_version_is_refused_with_one_line_and_nothing_is_changed(string name)
    {
        MemoryDevice disk = await CreateAsync(new EmbeddedStoreOptions());
        byte[] bytes = disk.Read(name);
        bytes[8] = 9;
        BitConverter.TryWriteBytes(bytes.AsSpan(60), Checksum.Of(bytes.AsSpan(0, 60)));
        disk.Replace(name, bytes);
        StorageFormatException error = await Assert.ThrowsAsync<StorageFormatException>(
            async () => await EmbeddedSliverStore.OpenAsync(disk, null, cancellationToken: Cancel));
        Assert.Contains("version 9", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(bytes, disk.Read(name));
    }

    [Fact]
    public async Task A_record_forged_inside_a_sliver_is_never_taken_for_one()
    {
        // A sliver may hold anything its writer likes; only the store's id makes a record.
        byte[] forged = new byte[LogRecordHeader.Length];
        uint place = LogFormat.HeaderLength + LogRecordHeader.Length;
        new LogRecordHeader(LogRecordKind.DeleteBlob, new EntryKey(Bytes.Blob(1), 0), 0, Checksum.Of([]), new LogPoint(1, place), default)
            .Write(forged, seed: 0);
        var disk = new MemoryDevice();
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(disk, null, cancellationToken: Cancel))
        {
            await store.PutSliverAsync(Bytes.Key(0), forged, Cancel);
            await store.PutSliverAsync(Bytes.Key(1), Bytes.Of("innocent"), Cancel);
        }
        byte[] bytes = disk.Read(LogFormat.SegmentName(1));
        bytes[LogFormat.HeaderLength] ^= 1;
        disk.Replace(LogFormat.SegmentName(1), bytes);
        await using EmbeddedSliverStore reopened = await EmbeddedSliverStore.OpenAsync(disk, null, cancellationToken: Cancel);
        Assert.False(reopened.ContainsSliver(Bytes.Key(0)));
        Assert.Equal(Bytes.Of("innocent").ToArray(), await Bytes.TakeAsync(reopened.ReadSliverAsync(Bytes.Key(1), Cancel)));
    }

    [Fact]
    public async Task What_was_found_damaged_stays_dropped_after_a_restart_until_it_is_put_again()
    {
        MemoryDevice disk = await CreateAsync(new EmbeddedStoreOptions());
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(disk, null, cancellationToken: Cancel))
        {
            Assert.Equal(Keys.Length, await store.RotAsync(1, seed: 1, Cancel));
            await Assert.ThrowsAsync<SliverCorruptedException>(async () => await store.ReadSliverAsync(Keys[5], Cancel));
            await store.FlushAsync(Cancel);
        }
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(disk, null, cancellationToken: Cancel))
        {
            Assert.False(store.ContainsSliver(Keys[5]));
            Assert.True(await store.PutSliverAsync(Keys[5], PayloadOf(5), Cancel));
        }
        await using EmbeddedSliverStore reopened = await EmbeddedSliverStore.OpenAsync(disk, null, cancellationToken: Cancel);
        Assert.Equal(PayloadOf(5), await Bytes.TakeAsync(reopened.ReadSliverAsync(Keys[5], Cancel)));
    }

    private static byte[] PayloadOf(int i) => Bytes.Random(i, 10 + i * 13);

    private static async Task<MemoryDevice> CreateAsync(EmbeddedStoreOptions options)
    {
        var disk = new MemoryDevice();
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(disk, null, options, Cancel);
        for (int i = 0; i < Keys.Length; i++)
        {
            await store.PutSliverAsync(Keys[i], PayloadOf(i), Cancel);
            if (i % 2 == 0)
                await store.FlushAsync(Cancel);
        }
        return disk;
    }

    private static async Task CheckAsync(MemoryDevice damaged, EmbeddedStoreOptions options, string what)
    {
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(damaged, null, options, Cancel);
        int held = 0;
        long found = store.GetStatistics().DamagedRecords + store.GetStatistics().CutBytes;
        for (int i = 0; i < Keys.Length; i++)
        {
            try
            {
                byte[]? read = await Bytes.TakeAsync(store.ReadSliverAsync(Keys[i], Cancel));
                Assert.True(read is null || read.AsSpan().SequenceEqual(PayloadOf(i)), $"{what}: {Keys[i]} has wrong bytes.");
                held += read is null ? 0 : 1;
            }
            catch (SliverCorruptedException)
            {
                found++;
            }
        }
        Assert.True(found > 0, $"{what}: not found.");
        Assert.True(held >= Keys.Length - 1, $"{what}: only {held} slivers are left.");
    }
}
