using System.Buffers;
using Walrus.Client.StorageNodes;
using Walrus.Storage.Slivers;

namespace Walrus.Node.Migration;

/// <summary>Slivers of a shard on their way to its new owner: listed, and read one by one while they are sent (data plane 7.6).</summary>
public sealed class ShardAnswer
{
    private readonly Func<SliverKey, CancellationToken, ValueTask<IMemoryOwner<byte>?>> _read;
    private readonly IReadOnlyList<SliverKey> _slivers;
    private readonly int[] _lengths;

    /// <summary>An answer with these slivers, each with its length.</summary>
    /// <param name="read">Reads a sliver; null when it is not held, or no longer.</param>
    /// <param name="slivers">Which, in the order of the answer.</param>
    public ShardAnswer(Func<SliverKey, CancellationToken, ValueTask<IMemoryOwner<byte>?>> read, IReadOnlyList<(SliverKey Key, int Length)> slivers)
    {
        ArgumentNullException.ThrowIfNull(slivers);
        _read = read;
        _slivers = [.. slivers.Select(static sliver => sliver.Key)];
        _lengths = [.. slivers.Select(static sliver => sliver.Length)];
        Length = ShardSyncFormat.Head(_slivers.Count).Length + _lengths.Sum(static length => (long)ShardSyncFormat.EntryOverhead + length);
    }

    /// <summary>How many slivers.</summary>
    public int Count => _slivers.Count;

    /// <summary>Bytes of the whole answer.</summary>
    public long Length { get; }

    /// <summary>Writes the answer; one sliver at a time is in memory.</summary>
    /// <exception cref="IOException">A sliver is gone since it was listed, deleted or damaged: the answer breaks off, and the next one is without it.</exception>
    public async Task CopyToAsync(Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(destination);
        await destination.WriteAsync(ShardSyncFormat.Head(_slivers.Count), cancellation);
        for (int i = 0; i < _slivers.Count; i++)
        {
            using IMemoryOwner<byte>? sliver = await _read(_slivers[i], cancellation);
            if (sliver?.Memory.Length != _lengths[i])
                throw new IOException($"Sliver {_slivers[i]} is gone since it was listed.");
            await destination.WriteAsync(ShardSyncFormat.EntryHead(_slivers[i].Blob, _slivers[i].Axis), cancellation);
            await destination.WriteAsync(sliver.Memory, cancellation);
        }
    }
}
