using Walrus.Client.Reading;
using Walrus.Client.Tests.Network;
using Walrus.Core.Encoding;

namespace Walrus.Client.Tests.Reading;

/// <summary>What was handed out and who served it, which is what is paid for.</summary>
public sealed class ServedTallyTests : ReadingNetwork
{
    [Fact]
    public async Task Each_node_is_counted_by_the_slivers_it_sent()
    {
        EncodedBlob blob = Stored(28_000); // four rows of 7000 bytes
        await using BlobRead read = await Reader.OpenAsync(blob.Id, Network.Committee, new ByteRange(7000, 7001), ConsistencyCheck.Default, Test);
        await read.CopyToAsync(Stream.Null, Test);
        Assert.Equal(7001, read.HandedOut);
        // Two slivers, each of its row and a few bytes that say what it is.
        Assert.InRange(read.Served.Bytes.Values.Sum(), 14_000, 14_100);
        Assert.All(read.Served.Bytes.Keys, node => Assert.Contains(Network.Committee.Members, member => member.NodeId == node));
    }

    [Fact]
    public async Task A_write_that_fails_counts_as_handed_out_and_what_comes_after_does_not()
    {
        EncodedBlob blob = Stored(28_000);
        await using BlobRead read = await Reader.OpenAsync(blob.Id, Network.Committee, null, ConsistencyCheck.Default, Test);
        using BrokenStream destination = new(goodWrites: 1);
        await Assert.ThrowsAsync<IOException>(() => read.CopyToAsync(destination, Test));
        Assert.Equal(14_000, read.HandedOut);
    }

    [Fact]
    public async Task A_blob_put_together_from_others_is_counted_too()
    {
        EncodedBlob blob = Stored(28_000);
        await using BlobRead read = await Reader.OpenAsync(blob.Id, Network.Committee, null, ConsistencyCheck.Strict, Test);
        await read.CopyToAsync(Stream.Null, Test);
        Assert.Equal(28_000, read.HandedOut);
        Assert.True(read.Served.Bytes.Values.Sum() >= 28_000);
    }

    private sealed class BrokenStream(int goodWrites) : MemoryStream
    {
        private int _writes;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            _writes++ < goodWrites ? base.WriteAsync(buffer, cancellationToken) : throw new IOException("the client is gone");
    }
}
