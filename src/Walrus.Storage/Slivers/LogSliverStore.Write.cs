using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers;

public sealed partial class LogSliverStore
{
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
    private async ValueTask PutAllAsync(IReadOnlyList<PutRequest> requests)
    {
        try
        {
            var seen = new HashSet<EntryKey>(requests.Count);
            List<PutRequest> accepted = [.. requests.Where(request => !_books.Index.Contains(request.Key) && seen.Add(request.Key))];
            if (accepted.Count > 0)
                await AppendAsync(accepted);
            foreach (PutRequest request in accepted)
                request.SetResult(true);
            foreach (PutRequest request in requests)
                request.TrySetResult(false);
        }
        catch (Exception error)
        {
            // The writer must go on: an error belongs to those whose puts were in the batch.
            foreach (PutRequest request in requests)
                request.TrySetException(error);
        }
    }

    private async ValueTask AppendAsync(List<PutRequest> requests)
    {
        (LogSegment segment, uint[] offsets) = (await GuardAsync(_log.AppendAsync(requests.ConvertAll(request => request.Entry))))!.Value;
        for (int i = 0; i < offsets.Length; i++)
        {
            PutRequest request = requests[i];
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
