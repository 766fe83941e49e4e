using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers.Index;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers;

public sealed partial class EmbeddedSliverStore
{
    /// <inheritdoc/>
    public bool ContainsMetadata(BlobId blob) => Find(EntryKey.Metadata(blob)) is not null;

    /// <inheritdoc/>
    public bool ContainsSliver(SliverKey key) => Find(EntryKey.Sliver(key)) is not null;

    /// <inheritdoc/>
    public int? FindSliverLength(SliverKey key) => Find(EntryKey.Sliver(key))?.Length;

    /// <inheritdoc/>
    public Epoch? FindEnd(BlobId blob)
    {
        IndexedBlob known = Ask(blob, static (books, blob) => books.Catalog.FindBlob(blob));
        return known.HasEnd ? known.End : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<BlobId> ListBlobs(BlobId? after, int limit) =>
        Ask((after, limit), static (books, page) => books.Catalog.ListBlobs(page.after, page.limit));

    /// <inheritdoc/>
    public IReadOnlyList<SliverKey> ListSlivers(BlobId blob) => Ask(blob, static (books, blob) => books.Catalog.ListSlivers(blob));

    /// <inheritdoc/>
    public IReadOnlyList<SliverKey> ListSlivers(ShardIndex shard, Axis axis, BlobId? after, int limit) => Ask(
        (shard, axis, after, limit),
        static (books, page) => books.Catalog.ListSlivers(page.shard, page.axis, page.after, page.limit));

    private LogLocation? Find(EntryKey key) =>
        Ask(key, static (books, key) => books.Catalog.TryFind(key, out LogLocation location) ? location : (LogLocation?)null);

    /// <summary>Asks the index; a damaged one is made anew first, for which the caller waits.</summary>
    private TResult Ask<TArgument, TResult>(TArgument argument, Func<SliverBooks, TArgument, TResult> question)
    {
        SliverBooks asked = _index.Books;
        try
        {
            return _index.Ask(argument, question);
        }
        catch (IndexFailedException)
        {
            _queue.RunAsync(() => RenewIndexAsync(asked)).AsTask().GetAwaiter().GetResult();
            return _index.Ask(argument, question);
        }
    }

    /// <summary>Runs work of the writer that changes the books; when they fail, others take their place, and the log has told them.</summary>
    /// <param name="work">What the log says already, entered in the books.</param>
    /// <param name="otherwise">Answer when the log told it to other books.</param>
    private async ValueTask<T> KeepBooksAsync<T>(Func<SliverBooks, T> work, T otherwise)
    {
        SliverBooks books = _index.Books;
        try
        {
            return work(books);
        }
        catch (IndexFailedException)
        {
            await RenewIndexAsync(books);
            return otherwise;
        }
    }

    /// <summary>In the writer's turn: makes the index anew from the segments, unless somebody has done so meanwhile.</summary>
    private async ValueTask RenewIndexAsync(SliverBooks failed)
    {
        if (!ReferenceEquals(_index.Books, failed))
            return;
        SliverLog log = _log;
        var opening = new IndexOpening(_indexFiles, log.Snapshot(), [], log.StoreId);
        SliverBooks books = await opening.RebuildAsync(CancellationToken.None);
        _index.Replace(books);
        Interlocked.Increment(ref _rebuilds);
        Interlocked.Add(ref _damaged, opening.Recovery.Damaged);
        await LogOpening.CondemnAsync(log, books, opening.Recovery.Condemned);
    }
}
