using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers.Index;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers;

public sealed partial class EmbeddedSliverStore
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

    private ValueTask<bool> PutAsync(EntryKey key, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SliverStoreLimits.Check(payload);
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
                if (await IsNewAsync(request.Key) && _seen.Add(request.Key))
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

    private async ValueTask<bool> IsNewAsync(EntryKey key)
    {
        SliverBooks books = _index.Books;
        try
        {
            return !books.TryFind(key, out _);
        }
        catch (IndexFailedException)
        {
            await RenewIndexAsync(books);
            return !_index.Books.TryFind(key, out _);
        }
    }

    private async ValueTask AppendAcceptedAsync()
    {
        _entries.Clear();
        foreach (PutRequest request in _accepted)
            _entries.Add(request.Entry);
        (LogSegment segment, uint[] offsets) = (await GuardAsync(_log.AppendAsync(_entries)))!.Value;
        List<(EntryKey Key, LogLocation Location)> put = [];
        for (int i = 0; i < offsets.Length; i++)
            put.Add((_accepted[i].Key, LogLocation.Of(new LogPoint(segment.Number, offsets[i]), _accepted[i].Payload.Length)));
        put.ForEach(_unsynced.Enqueue);
        await KeepBooksAsync(books =>
        {
            put.ForEach(entry => books.Add(entry.Key, entry.Location));
            return Commit(books);
        }, otherwise: 0);
    }

    /// <summary>Everything that was appended is in the books now.</summary>
    private int Commit(SliverBooks books)
    {
        books.Commit(_log.End, _log.DurablePoint);
        return 0;
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
