using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers;

public sealed partial class LogSliverStore
{
    // The writer's own, kept from batch to batch.
    private readonly List<PutRequest> _accepted = [];
    private readonly HashSet<EntryKey> _seen = [];
    private readonly List<LogEntry> _entries = [];

    /// <inheritdoc/>
    public ValueTask<bool> PutMetadataAsync(BlobId blob, ReadOnlyMemory<byte> bcs, CancellationToken cancellationToken = default) =>
        PutAsync(EntryKey.Metadata(blob), bcs, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> PutSliverAsync(SliverKey key, ReadOnlyMemory<byte> bcs, CancellationToken cancellationToken = default) =>
        PutAsync(EntryKey.Sliver(key), bcs, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteBlobAsync(BlobId blob, CancellationToken cancellationToken = default) =>
        await DeleteAsync(LogRecordKind.DeleteBlob, new EntryKey(blob, 0), () => _books.Index.EntriesOf(blob).Count, cancellationToken) > 0;

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteSliverAsync(SliverKey key, CancellationToken cancellationToken = default) =>
        await DeleteAsync(LogRecordKind.DeleteEntry, EntryKey.Sliver(key), () => ContainsSliver(key) ? 1 : 0, cancellationToken) > 0;

    /// <inheritdoc/>
    public ValueTask<int> DeleteShardAsync(ShardIndex shard, CancellationToken cancellationToken = default) =>
        DeleteAsync(LogRecordKind.DeleteShard, new EntryKey(default, shard.Value), () => _books.Index.EntriesOf(shard).Count, cancellationToken);

    private ValueTask<bool> PutAsync(EntryKey key, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SliverStoreLimits.Check(payload);
        if (_books.Index.Contains(key))
            return ValueTask.FromResult(false);
        // The checksum is taken on the caller's thread, so that many callers share the work and the writer only writes.
        return _queue.PutAsync(new PutRequest(key, payload, Checksum.Of(payload.Span)), cancellationToken);
    }

    /// <summary>The writer's turn for puts: one gathering write, then the books, then the callers.</summary>
    private async ValueTask PutAllAsync(List<PutRequest> requests)
    {
        try
        {
            _accepted.Clear();
            _seen.Clear();
            foreach (PutRequest request in requests)
            {
                if (!_books.Index.Contains(request.Key) && _seen.Add(request.Key))
                    _accepted.Add(request);
            }
            if (_accepted.Count > 0)
                await AppendAcceptedAsync();
            _accepted.ForEach(request => request.SetResult(true));
            requests.ForEach(request => request.TrySetResult(false));
        }
        catch (Exception error)
        {
            // The writer must go on: an error belongs to those whose puts were in the batch.
            requests.ForEach(request => request.TrySetException(error));
        }
    }

    private async ValueTask AppendAcceptedAsync()
    {
        _entries.Clear();
        foreach (PutRequest request in _accepted)
            _entries.Add(request.Entry);
        (LogSegment segment, uint[] offsets) = (await GuardAsync(_log.AppendAsync(_entries)))!.Value;
        for (int i = 0; i < offsets.Length; i++)
        {
            PutRequest request = _accepted[i];
            uint payload = offsets[i] + LogRecordHeader.Length;
            _books.Put(request.Key, new LogLocation(segment, payload, request.Payload.Length, request.Checksum));
        }
    }

    private async ValueTask<int> DeleteAsync(LogRecordKind kind, EntryKey key, Func<int> countHeld, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        int deleted = 0;
        await _queue.RunAsync(async () =>
        {
            if (countHeld() > 0)
                deleted = _books.Apply(kind, key, await GuardAsync(_log.DeleteAsync([LogEntry.Delete(kind, key)])));
        }, cancellationToken);
        return deleted;
    }

    /// <summary>Remembers why the last write was refused, for the statistics.</summary>
    private async ValueTask<T> GuardAsync<T>(ValueTask<T> write)
    {
        try
        {
            T result = await write;
            _refusal = null;
            return result;
        }
        catch (StoreUnwritableException error)
        {
            _refusal = error.Message;
            throw;
        }
    }
}
