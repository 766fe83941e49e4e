using Walrus.Client.Reading;
using Walrus.Client.Tests.Network;
using Walrus.Core.Encoding;

namespace Walrus.Client.Tests.Reading;

/// <summary>Blobs of more slivers than are fetched ahead: what goes wrong on the way.</summary>
public sealed class LongBlobTests : ReadingNetwork
{
    private protected override BlobReaderOptions Options { get; } = new() { WindowSlivers = 2 };

    protected override int Shards => 31;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_node_that_fails_in_the_middle_is_read_around(bool lies)
    {
        EncodedBlob blob = Stored(100_000); // eleven rows
        await using BlobRead read = await Reader.OpenAsync(blob.Id, Network.Committee, null, ConsistencyCheck.Default, Test);
        int[] holders = [.. Enumerable.Range(5, 3).Select(row => HolderOf(blob, row))];
        Network.Break(lies ? NodeFault.Lie : NodeFault.Refuse, holders);
        Assert.Equal(blob.Bytes, await Network.PumpAsync(CopyAsync(read)));
        Assert.NotEmpty(Observed);
    }

    [Fact]
    public async Task Too_many_that_fail_in_the_middle_leave_a_true_prefix_and_an_error()
    {
        EncodedBlob blob = Stored(100_000);
        await using BlobRead read = await Reader.OpenAsync(blob.Id, Network.Committee, null, ConsistencyCheck.Default, Test);
        Network.Break(NodeFault.Refuse, Enumerable.Range(0, 10));
        using MemoryStream bytes = new();
        await Assert.ThrowsAsync<BlobUnavailableException>(() => Network.PumpAsync(Run(read.CopyToAsync(bytes, Test))));
        Assert.InRange(bytes.Length, 1, blob.Bytes.Length - 1);
        Assert.Equal(blob.Bytes.AsMemory(0, (int)bytes.Length).ToArray(), bytes.ToArray());
    }

    [Fact]
    public async Task Reads_that_end_early_leave_nothing_behind()
    {
        EncodedBlob blob = Stored(100_000);
        await using (BlobRead read = await Reader.OpenAsync(blob.Id, Network.Committee, null, ConsistencyCheck.Default, Test))
        {
            Assert.True(Memory.FreeBytes < Memory.TotalBytes);
            await Assert.ThrowsAsync<NotSupportedException>(() => read.CopyToAsync(new MemoryStream([], writable: false), Test));
        }

        Assert.Equal(Memory.TotalBytes, Memory.FreeBytes);
    }

    private static async Task<byte[]> CopyAsync(BlobRead read)
    {
        using MemoryStream bytes = new();
        await read.CopyToAsync(bytes, Test);
        return bytes.ToArray();
    }

    private static async Task<bool> Run(Task task)
    {
        await task;
        return true;
    }
}
