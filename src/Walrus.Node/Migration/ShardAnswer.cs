using System.Buffers;
using Walrus.Client.StorageNodes;
using Walrus.Storage.Slivers;

namespace Walrus.Node.Migration;

/// <summary>Slivers of a shard on their way to its new owner: listed, and read one by one while they are sent (data plane 7.6).</summary>
public sealed class ShardAnswer
{
    private readonly ISliverStore _store;
    private readonly IReadOnlyList<SliverKey> _slivers;
    private readonly int[] _lengths;

    internal ShardAnswer(ISliverStore store, IReadOnlyList<(SliverKey Key, int Length)> slivers)
    {
        _store = store;
        _slivers = [.. slivers.Select(static sliver => sliver.Key)];
        _lengths = [.. slivers.Select(static sliver => sliver.Length)];
        Length = ShardSyncFormat.Head(_slivers.Count).Length + _lengths.Sum(static length => (long)ShardSyncFormat.EntryOverhead + length);
    }

    /// <summary>How many slivers.</summary>
    public int Count => _slivers.Count;

    /// <summary>Bytes of the whole answer.</summary>
    public long Length { get; }

    /// <summary>Writes the answer; one sliver at a time is in memory.</summary>
    /// <exception cref="SliverCorruptedException">A sliver is damaged: the answer breaks off, and the next one is without it.</exception>
    /// <exception cref="IOException">A sliver has been deleted since it was listed: the answer breaks off.</exception>
    public async Task CopyToAsync(Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(destination);
        await destination.WriteAsync(ShardSyncFormat.Head(_slivers.Count), cancellation);
        for (int i = 0; i < _slivers.Count; i++)
        {
            using IMemoryOwner<byte>? sliver = await _store.ReadSliverAsync(_slivers[i], cancellation);
            if (sliver?.Memory.Length != _lengths[i])
                throw new IOException($"Sliver {_slivers[i]} is gone since it was listed.");
            await destination.WriteAsync(ShardSyncFormat.EntryHead(_slivers[i].Blob, _slivers[i].Axis), cancellation);
            await destination.WriteAsync(sliver.Memory, cancellation);
        }
    }
}
