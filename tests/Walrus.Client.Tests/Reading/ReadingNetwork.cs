using System.Collections.Concurrent;
using Walrus.Client.Buffers;
using Walrus.Client.Reading;
using Walrus.Client.Tests.Network;
using Walrus.Core.Encoding;

namespace Walrus.Client.Tests.Reading;

/// <summary>A network with one reader.</summary>
public abstract class ReadingNetwork : IAsyncLifetime, INodeObserver
{
    private MemoryNetwork? _network;

    internal MemoryNetwork Network => _network!;

    internal MemoryBudget Memory { get; private set; } = null!;

    internal ConcurrentQueue<NodeObservation> Observed { get; } = new();

    protected static CancellationToken Test => TestContext.Current.CancellationToken;

    private protected virtual BlobReaderOptions Options { get; } = new();

    protected virtual int Shards => 10;

    internal BlobReader Reader { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _network = await MemoryNetwork.StartAsync(nodes: 10, Shards);
        Memory = new MemoryBudget(64 << 20, Network.Time);
        Reader = new BlobReader(Network.Clients, Memory, Network.Work, Network.Time, Options, this);
    }

    void INodeObserver.Observe(NodeObservation observation) => Observed.Enqueue(observation);

    internal EncodedBlob Stored(int length, int seed = 1)
    {
        EncodedBlob blob = EncodedBlob.Encode(Network.Parameters, EncodedBlob.Pattern(length, seed));
        blob.StoreOn(Network);
        return blob;
    }

    /// <summary>The node that holds a primary sliver.</summary>
    internal int HolderOf(EncodedBlob blob, int row) =>
        Network.Committee.IndexOf(Network.Committee.HolderOf(new Core.Identifiers.SliverPairIndex(row), blob.Id).NodeId)!.Value;

    internal async Task<byte[]> ReadAsync(EncodedBlob blob, ByteRange? range = null, ConsistencyCheck check = ConsistencyCheck.Default)
    {
        await using BlobRead read = await Reader.OpenAsync(blob.Id, Network.Committee, range, check, Test);
        using MemoryStream bytes = new();
        await read.CopyToAsync(bytes, Test);
        Assert.Equal(read.Length, bytes.Length);
        return bytes.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(Memory.TotalBytes, Memory.FreeBytes);
        await Network.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
