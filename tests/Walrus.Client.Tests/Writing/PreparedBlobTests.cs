using Walrus.Client.Buffers;
using Walrus.Client.Tests.Network;
using Walrus.Client.Writing;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Parameters;

namespace Walrus.Client.Tests.Writing;

public sealed class PreparedBlobTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private MemoryNetwork? _network;
    private MemoryBudget? _memory;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private MemoryNetwork Network => _network!;

    private MemoryBudget Memory => _memory!;

    public async ValueTask InitializeAsync()
    {
        _network = await MemoryNetwork.StartAsync(nodes: 10, shards: 10);
        _memory = new MemoryBudget(64 << 20, Network.Time);
    }

    public ValueTask DisposeAsync() => Network.DisposeAsync();

    private BlobUploader Uploader(BlobUploaderOptions? options = null) => new(Network.Clients, Memory, Network.Work, Network.Time, options);

    private EncodedBlob Encoded(int length) => EncodedBlob.Encode(Network.Parameters, EncodedBlob.Pattern(length, 1));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20_000)]
    [InlineData(300_001)]
    public async Task A_blob_is_read_for_its_metadata_and_never_again(int length)
    {
        EncodedBlob blob = Encoded(length);
        ClosableSource source = new(blob.Bytes);
        using (PreparedBlob prepared = await Uploader().PrepareAsync(Network.Parameters, source, Test))
        {
            source.IsClosed = true;
            Assert.Equal(blob.Id, prepared.Metadata.BlobId);
            await Uploader().UploadAsync(prepared, Network.Committee, BlobPersistence.Permanent, Limit, Test);
            Assert.True(Memory.FreeBytes < Memory.TotalBytes);
        }

        Assert.Equal(Memory.TotalBytes, Memory.FreeBytes);
        foreach (MemoryNode node in Network.Nodes)
            await RequireSliversAsync(node, blob);
    }

    [Fact]
    public async Task The_same_slivers_serve_another_upload()
    {
        EncodedBlob blob = Encoded(20_000);
        ClosableSource source = new(blob.Bytes);
        using PreparedBlob prepared = await Uploader().PrepareAsync(Network.Parameters, source, Test);
        source.IsClosed = true;
        Network.Break(NodeFault.Fail, Enumerable.Range(0, 10));
        await Assert.ThrowsAsync<InsufficientConfirmationsException>(() => Network.PumpAsync(
            Uploader().UploadAsync(prepared, Network.Committee, BlobPersistence.Permanent, Limit, Test)));
        Network.Break(NodeFault.None, Enumerable.Range(0, 10));
        await Uploader().UploadAsync(prepared, Network.Committee, BlobPersistence.Permanent, Limit, Test);
        Assert.All(Network.Nodes, node => Assert.True(node.HoldsAll(blob.Id)));
    }

    [Fact]
    public async Task Slivers_of_a_large_blob_are_not_kept()
    {
        EncodedBlob blob = Encoded(20_000);
        BlobUploader uploader = Uploader(new() { OnePassBytes = 20_000 });
        using PreparedBlob prepared = await uploader.PrepareAsync(Network.Parameters, new MemoryBlobSource(blob.Bytes), Test);
        Assert.Equal(Memory.TotalBytes, Memory.FreeBytes);
        await uploader.UploadAsync(prepared, Network.Committee, BlobPersistence.Permanent, Limit, Test);
        Assert.All(Network.Nodes, node => Assert.True(node.HoldsAll(blob.Id)));
    }

    [Fact]
    public async Task Memory_that_is_taken_is_not_waited_for()
    {
        EncodedBlob blob = Encoded(20_000);
        using PreparedBlob prepared = await PrepareWithoutMemoryAsync(blob);
        Assert.Equal(blob.Id, prepared.Metadata.BlobId);
        await Uploader().UploadAsync(prepared, Network.Committee, BlobPersistence.Permanent, Limit, Test);
        Assert.All(Network.Nodes, node => Assert.True(node.HoldsAll(blob.Id)));
    }

    [Fact]
    public async Task A_source_that_fails_gives_the_memory_back()
    {
        ClosableSource source = new(new byte[20_000]) { IsClosed = true };
        await Assert.ThrowsAsync<IOException>(() => Uploader().PrepareAsync(Network.Parameters, source, Test));
        Assert.Equal(Memory.TotalBytes, Memory.FreeBytes);
    }

    [Fact]
    public async Task A_blob_too_large_for_the_network_is_refused()
    {
        await Assert.ThrowsAsync<BlobTooLargeException>(() => Uploader().PrepareAsync(Network.Parameters, new EndlessSource(), Test));
        Assert.Equal(Memory.TotalBytes, Memory.FreeBytes);
    }

    private async Task<PreparedBlob> PrepareWithoutMemoryAsync(EncodedBlob blob)
    {
        using MemoryLease others = await Memory.TakeAsync(Memory.TotalBytes, Limit, Test);
        return await Uploader().PrepareAsync(Network.Parameters, new MemoryBlobSource(blob.Bytes), Test);
    }

    private async Task RequireSliversAsync(MemoryNode node, EncodedBlob blob)
    {
        SliverPairIndex pair = Network.Committee.PairsOf(Network.Committee.Members[node.Index], blob.Id).Single();
        foreach (Axis axis in Enum.GetValues<Axis>())
        {
            using var stored = await node.GetSliverAsync(blob.Id, pair, axis, Test);
            Assert.Equal(blob.Sliver(pair, axis), stored.Memory.ToArray());
        }
    }

    private sealed class ClosableSource(byte[] bytes) : IBlobSource
    {
        public bool IsClosed { get; set; }

        public long Length => bytes.Length;

        public void Read(long offset, Span<byte> destination)
        {
            if (IsClosed)
                throw new IOException("the source is closed");
            bytes.AsSpan((int)offset, destination.Length).CopyTo(destination);
        }
    }

    private sealed class EndlessSource : IBlobSource
    {
        public long Length => long.MaxValue;

        public void Read(long offset, Span<byte> destination) => destination.Clear();
    }
}
