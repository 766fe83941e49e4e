using System.Buffers.Binary;
using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers;

namespace Walrus.Benchmarks.Network;

/// <summary>A node's sliver store by itself: checksums, log and index, and a flush when a blob's slivers are in it.</summary>
internal sealed class LoneStore : INodeWriter
{
    private readonly EmbeddedSliverStore _store;

    private LoneStore(EmbeddedSliverStore store) => _store = store;

    public static async Task<INodeWriter> OpenAsync(string folder) => new LoneStore(await EmbeddedSliverStore.OpenAsync(folder));

    public async Task WriteAsync(int blob, IEnumerable<(int Shard, Axis Axis, byte[] Bytes)> slivers)
    {
        byte[] id = new byte[Bytes32.Length];
        BinaryPrimitives.WriteInt32BigEndian(id, blob);
        List<Task> puts = [];
        foreach ((int shard, Axis axis, byte[] bytes) in slivers)
            puts.Add(_store.PutSliverAsync(new SliverKey(new BlobId(id), new ShardIndex((ushort)shard), axis), bytes).AsTask());
        await Task.WhenAll(puts);
        await _store.FlushAsync();
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
