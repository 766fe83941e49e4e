using System.Buffers;
using System.Security.Cryptography;
using Walrus.Core.Identifiers;

namespace Walrus.Storage.Slivers;

/// <summary>A sliver store in memory, for tests and <c>--data memory</c>. A put copies once; so does a read.</summary>
/// <param name="newId">Makes store identities; the operating system's generator when null.</param>
public sealed class MemorySliverStore(Func<Guid>? newId = null) : ISliverStore, IBitRot
{
    private readonly Func<Guid> _newId = newId ?? (() => new Guid(RandomNumberGenerator.GetBytes(16)));
    private readonly Lock _writer = new();
    private readonly SliverIndex<Held> _index = new();
    private readonly BlobEnds _ends = new();
    private Guid? _storeId;
    private long _liveBytes;
    private long _damaged;

    /// <inheritdoc/>
    public Guid StoreId
    {
        get
        {
            lock (_writer)
                return _storeId ??= _newId();
        }
    }

    /// <inheritdoc/>
    public bool ContainsMetadata(BlobId blob) => _index.Contains(EntryKey.Metadata(blob));

    /// <inheritdoc/>
    public bool ContainsSliver(SliverKey key) => _index.Contains(EntryKey.Sliver(key));

    /// <inheritdoc/>
    public ValueTask<bool> PutMetadataAsync(BlobId blob, ReadOnlyMemory<byte> bcs, CancellationToken cancellationToken = default) =>
        Put(EntryKey.Metadata(blob), bcs);

    /// <inheritdoc/>
    public ValueTask<bool> PutSliverAsync(SliverKey key, ReadOnlyMemory<byte> bcs, CancellationToken cancellationToken = default) =>
        Put(EntryKey.Sliver(key), bcs);

    /// <summary>Does nothing: memory is as durable as it gets.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<IMemoryOwner<byte>?> ReadMetadataAsync(BlobId blob, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IMemoryOwner<byte>?>(Read(EntryKey.Metadata(blob)));

    /// <inheritdoc/>
    public ValueTask<IMemoryOwner<byte>?> ReadSliverAsync(SliverKey key, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IMemoryOwner<byte>?>(Read(EntryKey.Sliver(key)));

    /// <inheritdoc/>
    public ValueTask<bool> DeleteBlobAsync(BlobId blob, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Remove(() =>
        {
            _ends.Remove(blob);
            return _index.EntriesOf(blob);
        }) > 0);

    /// <inheritdoc/>
    public ValueTask<bool> DeleteSliverAsync(SliverKey key, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Remove(() => [EntryKey.Sliver(key)]) > 0);

    /// <inheritdoc/>
    public ValueTask<int> DeleteShardAsync(ShardIndex shard, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Remove(() => _index.EntriesOf(shard)));

    /// <inheritdoc/>
    public ValueTask SetEndAsync(BlobId blob, Epoch end, CancellationToken cancellationToken = default)
    {
        lock (_writer)
            _ends.Set(blob, end);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public Epoch? FindEnd(BlobId blob)
    {
        lock (_writer)
            return _ends.Find(blob);
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredAsync(Epoch now, CancellationToken cancellationToken = default)
    {
        lock (_writer)
        {
            List<BlobId> expired = _ends.ListExpired(now);
            expired.ForEach(blob => _ends.Remove(blob));
            Remove(() => [.. expired.SelectMany(_index.EntriesOf)]);
            return ValueTask.FromResult(expired.Count);
        }
    }

    /// <inheritdoc/>
    public ValueTask DropAllAsync(CancellationToken cancellationToken = default)
    {
        lock (_writer)
        {
            _index.Clear();
            _ends.Clear();
            _liveBytes = 0;
            _storeId = _newId();
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public IReadOnlyList<BlobId> ListBlobs(BlobId? after, int limit) => _index.ListBlobs(after, limit);

    /// <inheritdoc/>
    public IReadOnlyList<SliverKey> ListSlivers(BlobId blob) => _index.ListSlivers(blob);

    /// <inheritdoc/>
    public IReadOnlyList<SliverKey> ListSlivers(ShardIndex shard, Axis axis, BlobId? after, int limit) =>
        _index.ListSlivers(shard, axis, after, limit);

    /// <inheritdoc/>
    public int? FindSliverLength(SliverKey key) => _index.TryFind(EntryKey.Sliver(key), out Held? held) ? held.Bytes.Length : null;

    /// <inheritdoc/>
    public SliverStoreStatistics GetStatistics()
    {
        lock (_writer)
            return new(_index.Blobs, _index.Slivers, _liveBytes, _liveBytes, Segments: 0, _damaged, CutBytes: 0, Unwritable: null);
    }

    /// <inheritdoc/>
    public ValueTask<int> RotAsync(double rate, int seed, CancellationToken cancellationToken = default)
    {
        var plan = new RotPlan(rate, seed);
        lock (_writer)
        {
            int damaged = 0;
            foreach (EntryKey key in RotPlan.Candidates(_index.Entries()))
            {
                if (_index.TryFind(key, out Held? held) && plan.TryDraw(held.Bytes.Length, out int index, out byte mask))
                {
                    byte[] rotten = held.Bytes.ToArray();
                    rotten[index] ^= mask;
                    _index.Set(key, held with { Bytes = rotten });
                    damaged++;
                }
            }
            return ValueTask.FromResult(damaged);
        }
    }

    /// <summary>Does nothing: what is held stays for a node that comes back in the same process.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ValueTask<bool> Put(EntryKey key, ReadOnlyMemory<byte> bytes)
    {
        SliverStoreLimits.Check(bytes);
        if (_index.Contains(key))
            return ValueTask.FromResult(false);
        var held = new Held(bytes.ToArray(), Checksum.Of(bytes.Span));
        lock (_writer)
        {
            if (_index.Contains(key))
                return ValueTask.FromResult(false);
            _index.Set(key, held);
            _liveBytes += bytes.Length;
        }
        return ValueTask.FromResult(true);
    }

    private PooledBytes? Read(EntryKey key)
    {
        if (!_index.TryFind(key, out Held? held))
            return null;
        var copy = new PooledBytes(held.Bytes.Length);
        held.Bytes.CopyTo(copy.Memory);
        if (Checksum.Of(copy.Memory.Span) == held.Checksum)
            return copy;
        copy.Dispose();
        Drop(key, held);
        throw key.Corrupted(inner: null);
    }

    private void Drop(EntryKey key, Held damaged)
    {
        lock (_writer)
        {
            // Only what was read: it may have been replaced by a good one since.
            if (_index.TryFind(key, out Held? held) && ReferenceEquals(held, damaged) && _index.TryRemove(key, out _))
                _liveBytes -= damaged.Bytes.Length;
            _damaged++;
        }
    }

    private int Remove(Func<List<EntryKey>> select)
    {
        lock (_writer)
        {
            int removed = 0;
            foreach (EntryKey key in select())
            {
                if (!_index.TryRemove(key, out Held? held))
                    continue;
                _liveBytes -= held.Bytes.Length;
                removed++;
            }
            return removed;
        }
    }

    private sealed record Held(byte[] Bytes, uint Checksum);
}
