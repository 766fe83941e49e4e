using System.Buffers;
using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests.Slivers;

/// <summary>What every kind of sliver store does, run for each of them.</summary>
public abstract class SliverStoreConformance : IAsyncLifetime
{
    protected CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected ISliverStore Store { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync() => Store = await CreateAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Store.DisposeAsync();
    }

    protected abstract ValueTask<ISliverStore> CreateAsync();

    [Fact]
    public async Task A_new_store_holds_nothing_and_has_an_identity()
    {
        Assert.NotEqual(Guid.Empty, Store.StoreId);
        Assert.Equal(Store.StoreId, Store.StoreId);
        Assert.False(Store.ContainsMetadata(Bytes.Blob(1)));
        Assert.False(Store.ContainsSliver(Bytes.Key(1)));
        Assert.Null(await Bytes.TakeAsync(Store.ReadMetadataAsync(Bytes.Blob(1), Cancel)));
        Assert.Null(await Bytes.TakeAsync(Store.ReadSliverAsync(Bytes.Key(1), Cancel)));
        Assert.Empty(Store.ListBlobs(null, 10));
        Assert.Empty(Store.ListSlivers(Bytes.Blob(1)));
        Assert.Null(Store.FindSliverLength(Bytes.Key(1)));
        await Store.FlushAsync(Cancel);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(1_000_003)]
    public async Task What_was_put_is_read_back_in_exactly_its_length(int length)
    {
        byte[] sliver = Bytes.Random(length, length), metadata = Bytes.Random(length + 1, length);
        Assert.True(await Store.PutSliverAsync(Bytes.Key(1, 2, Axis.Secondary), sliver, Cancel));
        Assert.True(await Store.PutMetadataAsync(Bytes.Blob(1), metadata, Cancel));
        Assert.Equal(sliver, await Bytes.TakeAsync(Store.ReadSliverAsync(Bytes.Key(1, 2, Axis.Secondary), Cancel)));
        Assert.Equal(metadata, await Bytes.TakeAsync(Store.ReadMetadataAsync(Bytes.Blob(1), Cancel)));
        Assert.Equal(length, Store.FindSliverLength(Bytes.Key(1, 2, Axis.Secondary)));
        Assert.False(Store.ContainsSliver(Bytes.Key(1, 2, Axis.Primary)));
        Assert.False(Store.ContainsSliver(Bytes.Key(1, 3, Axis.Secondary)));
        await Store.FlushAsync(Cancel);
    }

    [Fact]
    public async Task A_second_put_is_refused_and_what_is_held_stays()
    {
        Assert.True(await Store.PutSliverAsync(Bytes.Key(1), Bytes.Of("first"), Cancel));
        Assert.False(await Store.PutSliverAsync(Bytes.Key(1), Bytes.Of("second"), Cancel));
        Assert.True(await Store.PutMetadataAsync(Bytes.Blob(1), Bytes.Of("first"), Cancel));
        Assert.False(await Store.PutMetadataAsync(Bytes.Blob(1), Bytes.Of("second"), Cancel));
        Assert.Equal("first"u8.ToArray(), await Bytes.TakeAsync(Store.ReadSliverAsync(Bytes.Key(1), Cancel)));
        Assert.Equal("first"u8.ToArray(), await Bytes.TakeAsync(Store.ReadMetadataAsync(Bytes.Blob(1), Cancel)));
    }

    [Fact]
    public async Task Of_many_puts_of_one_sliver_at_once_exactly_one_wins()
    {
        bool[] won = await Task.WhenAll(Enumerable.Range(0, 64)
            .Select(i => Task.Run(() => Store.PutSliverAsync(Bytes.Key(1), Bytes.Of($"{i}"), Cancel).AsTask(), Cancel)));
        int winner = Array.IndexOf(won, true);
        Assert.Equal(1, won.Count(one => one));
        Assert.Equal(Bytes.Of($"{winner}").ToArray(), await Bytes.TakeAsync(Store.ReadSliverAsync(Bytes.Key(1), Cancel)));
    }

    [Fact]
    public async Task Payloads_above_the_limit_are_refused()
    {
        // Never touched: only its length counts.
        ReadOnlyMemory<byte> large = GC.AllocateUninitializedArray<byte>(SliverStoreLimits.PayloadBytesMax + 1);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.PutSliverAsync(Bytes.Key(1), large, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.PutMetadataAsync(Bytes.Blob(1), large, Cancel));
    }

    [Fact]
    public async Task A_deleted_blob_is_gone_and_can_be_put_again()
    {
        await PutBlobAsync(1);
        await PutBlobAsync(2);
        Assert.True(await Store.DeleteBlobAsync(Bytes.Blob(1), Cancel));
        Assert.False(await Store.DeleteBlobAsync(Bytes.Blob(1), Cancel));
        Assert.False(Store.ContainsMetadata(Bytes.Blob(1)));
        Assert.Empty(Store.ListSlivers(Bytes.Blob(1)));
        Assert.Equal([Bytes.Blob(2)], Store.ListBlobs(null, 10));
        await Store.FlushAsync(Cancel);
        Assert.True(await Store.PutSliverAsync(Bytes.Key(1), Bytes.Of("new"), Cancel));
        Assert.Equal("new"u8.ToArray(), await Bytes.TakeAsync(Store.ReadSliverAsync(Bytes.Key(1), Cancel)));
        Assert.Equal("2/1/Secondary"u8.ToArray(), await Bytes.TakeAsync(Store.ReadSliverAsync(Bytes.Key(2, 1, Axis.Secondary), Cancel)));
    }

    [Fact]
    public async Task One_sliver_can_be_deleted()
    {
        await PutBlobAsync(1);
        Assert.True(await Store.DeleteSliverAsync(Bytes.Key(1, 1), Cancel));
        Assert.False(await Store.DeleteSliverAsync(Bytes.Key(1, 1), Cancel));
        Assert.Equal([Bytes.Key(1, 0), Bytes.Key(1, 0, Axis.Secondary), Bytes.Key(1, 1, Axis.Secondary)], Store.ListSlivers(Bytes.Blob(1)));
    }

    [Fact]
    public async Task A_deleted_shard_takes_its_slivers_of_all_blobs_and_leaves_the_rest()
    {
        await PutBlobAsync(1);
        await PutBlobAsync(2);
        Assert.Equal(4, await Store.DeleteShardAsync(new ShardIndex(1), Cancel));
        Assert.Equal(0, await Store.DeleteShardAsync(new ShardIndex(1), Cancel));
        Assert.Equal([Bytes.Key(2, 0), Bytes.Key(2, 0, Axis.Secondary)], Store.ListSlivers(Bytes.Blob(2)));
        Assert.True(Store.ContainsMetadata(Bytes.Blob(1)));
    }

    [Fact]
    public async Task Blobs_are_listed_in_order_and_page_by_page()
    {
        foreach (byte number in (byte[])[9, 200, 3, 255, 0, 77])
            await Store.PutMetadataAsync(Bytes.Blob(number), Bytes.Of("m"), Cancel);
        List<BlobId> all = [];
        for (IReadOnlyList<BlobId> page; (page = Store.ListBlobs(all.Count == 0 ? null : all[^1], 2)).Count > 0;)
            all.AddRange(page);
        Assert.Equal(new byte[] { 0, 3, 9, 77, 200, 255 }.Select(Bytes.Blob), all);
        Assert.Equal([Bytes.Blob(9)], Store.ListBlobs(Bytes.Blob(4), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Store.ListBlobs(null, 0));
    }

    [Fact]
    public async Task The_slivers_of_a_shard_are_listed_in_order_and_page_by_page()
    {
        foreach (byte number in (byte[])[9, 200, 3, 255, 0, 77])
            await Store.PutSliverAsync(Bytes.Key(number, number % 2), Bytes.Of("s"), Cancel);
        IReadOnlyList<SliverKey> first = Store.ListSlivers(new ShardIndex(1), Axis.Primary, null, 2);
        IReadOnlyList<SliverKey> second = Store.ListSlivers(new ShardIndex(1), Axis.Primary, first[^1].Blob, 2);
        Assert.Equal([Bytes.Key(3, 1), Bytes.Key(9, 1)], first);
        Assert.Equal([Bytes.Key(77, 1), Bytes.Key(255, 1)], second);
        Assert.Empty(Store.ListSlivers(new ShardIndex(1), Axis.Primary, Bytes.Blob(255), 2));
        Assert.Empty(Store.ListSlivers(new ShardIndex(1), Axis.Secondary, null, 2));
    }

    [Fact]
    public async Task Dropping_all_empties_the_store_and_changes_its_identity()
    {
        await PutBlobAsync(1);
        await Store.FlushAsync(Cancel);
        Guid before = Store.StoreId;
        await Store.DropAllAsync(Cancel);
        Assert.NotEqual(before, Store.StoreId);
        Assert.Empty(Store.ListBlobs(null, 10));
        Assert.Equal((0, 0, 0), (Store.GetStatistics().Blobs, Store.GetStatistics().Slivers, Store.GetStatistics().LiveBytes));
        Assert.True(await Store.PutSliverAsync(Bytes.Key(1), Bytes.Of("again"), Cancel));
        await Store.FlushAsync(Cancel);
        Assert.Equal("again"u8.ToArray(), await Bytes.TakeAsync(Store.ReadSliverAsync(Bytes.Key(1), Cancel)));
    }

    [Fact]
    public async Task Statistics_count_what_is_held()
    {
        await PutBlobAsync(1);
        await PutBlobAsync(2);
        await Store.DeleteBlobAsync(Bytes.Blob(1), Cancel);
        SliverStoreStatistics statistics = Store.GetStatistics();
        Assert.Equal((1, 4), (statistics.Blobs, statistics.Slivers));
        Assert.Equal("m2".Length + 2 * "2/0/Primary".Length + 2 * "2/0/Secondary".Length, statistics.LiveBytes);
        Assert.Null(statistics.Unwritable);
        Assert.Equal((0, 0), (statistics.DamagedRecords, statistics.CutBytes));
    }

    [Fact]
    public async Task Every_rotten_sliver_is_found_dropped_and_can_be_put_again()
    {
        for (byte number = 0; number < 40; number++)
            await PutBlobAsync(number);
        await Store.FlushAsync(Cancel);
        int damaged = await ((IBitRot)Store).RotAsync(0.3, seed: 7, Cancel);
        Assert.InRange(damaged, 10, 100);
        List<SliverKey> found = [];
        foreach (SliverKey key in Store.ListBlobs(null, 100).SelectMany(Store.ListSlivers).ToList())
        {
            try
            {
                Assert.Equal(TextOf(key).ToArray(), await Bytes.TakeAsync(Store.ReadSliverAsync(key, Cancel)));
            }
            catch (SliverCorruptedException error)
            {
                Assert.Equal(key, error.Key);
                found.Add(key);
            }
        }
        Assert.Equal(damaged, found.Count);
        Assert.Equal(damaged, Store.GetStatistics().DamagedRecords);
        Assert.All(found, key => Assert.False(Store.ContainsSliver(key)));
        Assert.True(await Store.PutSliverAsync(found[0], TextOf(found[0]), Cancel));
        Assert.Equal(TextOf(found[0]).ToArray(), await Bytes.TakeAsync(Store.ReadSliverAsync(found[0], Cancel)));
    }

    [Fact]
    public async Task Puts_reads_deletes_and_flushes_run_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() => WorkAsync((byte)worker), Cancel)));
        Assert.Equal(8 * 12, Store.GetStatistics().Slivers);
        foreach (SliverKey key in Store.ListBlobs(null, 100).SelectMany(Store.ListSlivers).ToList())
            Assert.Equal(PayloadOf(key), await Bytes.TakeAsync(Store.ReadSliverAsync(key, Cancel)));
    }

    [Fact]
    public async Task Blobs_whose_end_has_come_are_forgotten_and_no_others()
    {
        for (byte number = 1; number <= 4; number++)
        {
            await PutBlobAsync(number);
            if (number < 4)
                await Store.SetEndAsync(Bytes.Blob(number), new Epoch(number * 10u), Cancel);
        }
        await Store.SetEndAsync(Bytes.Blob(1), new Epoch(25), Cancel);
        await Store.FlushAsync(Cancel);
        Assert.Equal((new Epoch(25), null), (Store.FindEnd(Bytes.Blob(1)), Store.FindEnd(Bytes.Blob(4))));
        Assert.Equal(0, await Store.DeleteExpiredAsync(new Epoch(19), Cancel));
        Assert.Equal(1, await Store.DeleteExpiredAsync(new Epoch(20), Cancel));
        Assert.Equal([Bytes.Blob(1), Bytes.Blob(3), Bytes.Blob(4)], Store.ListBlobs(null, 10));
        Assert.Equal(2, await Store.DeleteExpiredAsync(new Epoch(1000), Cancel));
        Assert.Equal([Bytes.Blob(4)], Store.ListBlobs(null, 10));
        Assert.Null(Store.FindEnd(Bytes.Blob(1)));
        Assert.Equal((1, 4), (Store.GetStatistics().Blobs, Store.GetStatistics().Slivers));
    }

    [Fact]
    public async Task An_end_may_come_before_the_blob_and_goes_with_it()
    {
        await Store.SetEndAsync(Bytes.Blob(1), new Epoch(5), Cancel);
        Assert.Empty(Store.ListBlobs(null, 10));
        Assert.Equal(0, Store.GetStatistics().Blobs);
        await PutBlobAsync(1);
        await Store.DeleteBlobAsync(Bytes.Blob(1), Cancel);
        Assert.Null(Store.FindEnd(Bytes.Blob(1)));
        await PutBlobAsync(1);
        Assert.Equal(0, await Store.DeleteExpiredAsync(new Epoch(5), Cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Store.SetEndAsync(Bytes.Blob(1), default, Cancel));
    }

    [Fact]
    public async Task More_blobs_than_fit_one_page_expire_at_once()
    {
        const int count = 700;
        byte[] id = new byte[Bytes32.Length];
        for (int i = 0; i < count; i++)
        {
            BitConverter.TryWriteBytes(id, i);
            await Store.SetEndAsync(new BlobId(id), new Epoch(3), Cancel);
        }
        Assert.Equal(count, await Store.DeleteExpiredAsync(new Epoch(3), Cancel));
        Assert.Equal(0, await Store.DeleteExpiredAsync(new Epoch(3), Cancel));
    }

    [Fact]
    public async Task Buffers_read_belong_to_the_reader()
    {
        await Store.PutSliverAsync(Bytes.Key(1), Bytes.Of("same"), Cancel);
        using IMemoryOwner<byte> first = (await Store.ReadSliverAsync(Bytes.Key(1), Cancel))!;
        first.Memory.Span.Clear();
        Assert.Equal("same"u8.ToArray(), await Bytes.TakeAsync(Store.ReadSliverAsync(Bytes.Key(1), Cancel)));
    }

    /// <summary>Metadata and the slivers of shards 0 and 1; each holds its own name.</summary>
    protected async Task PutBlobAsync(byte number)
    {
        await Store.PutMetadataAsync(Bytes.Blob(number), Bytes.Of($"m{number}"), Cancel);
        foreach (int shard in (int[])[0, 1])
        {
            foreach (Axis axis in Enum.GetValues<Axis>())
                await Store.PutSliverAsync(Bytes.Key(number, shard, axis), TextOf(Bytes.Key(number, shard, axis)), Cancel);
        }
    }

    protected static ReadOnlyMemory<byte> TextOf(SliverKey key) => Bytes.Of($"{key.Blob.Bytes.ToArray()[0]}/{key.Shard}/{key.Axis}");

    private static byte[] PayloadOf(SliverKey key) => Bytes.Random(key.GetHashCode() & 0xFFFF, 1 + key.Shard.Value * 997);

    private async Task WorkAsync(byte worker)
    {
        for (int round = 0; round < 3; round++)
        {
            for (int shard = 0; shard < 12; shard++)
            {
                SliverKey key = Bytes.Key(worker, shard);
                Assert.True(await Store.PutSliverAsync(key, PayloadOf(key), Cancel));
                Assert.Equal(PayloadOf(key), await Bytes.TakeAsync(Store.ReadSliverAsync(key, Cancel)));
            }
            await Store.FlushAsync(Cancel);
            if (round < 2)
                Assert.True(await Store.DeleteBlobAsync(Bytes.Blob(worker), Cancel));
        }
    }
}
