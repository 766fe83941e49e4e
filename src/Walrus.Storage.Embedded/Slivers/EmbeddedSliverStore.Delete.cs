using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers.Index;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers;

public sealed partial class EmbeddedSliverStore
{
    private const int ExpiredAtATime = 256;

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteBlobAsync(BlobId blob, CancellationToken cancellationToken = default) =>
        await NoteAsync(
            books => books.Catalog.FindBlob(blob) is { Entries: > 0 } or { HasEnd: true } ? [LogEntry.Note(LogRecordKind.DeleteBlob, new EntryKey(blob, 0))] : [],
            cancellationToken) > 0;

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteSliverAsync(SliverKey key, CancellationToken cancellationToken = default) =>
        await NoteAsync(
            books => books.Catalog.TryFind(EntryKey.Sliver(key), out _) ? [LogEntry.Note(LogRecordKind.DeleteEntry, EntryKey.Sliver(key))] : [],
            cancellationToken) > 0;

    /// <inheritdoc/>
    public ValueTask<int> DeleteShardAsync(ShardIndex shard, CancellationToken cancellationToken = default) => NoteAsync(
        books => HoldsShard(books, shard) ? [LogEntry.Note(LogRecordKind.DeleteShard, new EntryKey(default, shard.Value))] : [],
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SetEndAsync(BlobId blob, Epoch end, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(end.Value, nameof(end));
        await NoteAsync(
            books => books.Catalog.FindBlob(blob).End != end ? [LogEntry.Note(LogRecordKind.End, new EntryKey(blob, end.Value))] : [],
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<int> DeleteExpiredAsync(Epoch now, CancellationToken cancellationToken = default)
    {
        int deleted = 0;
        // Page by page, so that puts get their turn in between.
        for (int page = ExpiredAtATime; page == ExpiredAtATime; deleted += page)
        {
            page = 0;
            await NoteAsync(books =>
            {
                List<BlobId> expired = books.Catalog.ListExpired(now, ExpiredAtATime);
                page = expired.Count;
                return expired.ConvertAll(blob => LogEntry.Note(LogRecordKind.DeleteBlob, new EntryKey(blob, 0)));
            }, cancellationToken);
        }
        return deleted;
    }

    private static bool HoldsShard(SliverBooks books, ShardIndex shard) =>
        books.Catalog.ListSlivers(shard, Axis.Primary, null, 1).Count + books.Catalog.ListSlivers(shard, Axis.Secondary, null, 1).Count > 0;

    /// <summary>In the writer's turn: asks what there is to say, appends it to the log and enters it in the books.</summary>
    /// <returns>How many entries are held no more.</returns>
    private async ValueTask<int> NoteAsync(Func<SliverBooks, List<LogEntry>> choose, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        int removed = 0;
        await _queue.RunAsync(async () =>
        {
            List<LogEntry> notes = await AskInTurnAsync(choose);
            if (notes.Count > 0)
                removed = await EnterAsync(notes);
        }, cancellationToken);
        return removed;
    }

    private async ValueTask<List<LogEntry>> AskInTurnAsync(Func<SliverBooks, List<LogEntry>> choose)
    {
        SliverBooks books = _index.Books;
        try
        {
            return choose(books);
        }
        catch (IndexFailedException)
        {
            await RenewIndexAsync(books);
            return choose(_index.Books);
        }
    }

    private async ValueTask<int> EnterAsync(List<LogEntry> notes)
    {
        LogPoint first = await GuardAsync(_log.NoteAsync(notes));
        return await KeepBooksAsync(books =>
        {
            int removed = 0;
            for (int i = 0; i < notes.Count; i++)
                removed += Enter(books, notes[i], new LogPoint(first.Segment, (uint)(first.Offset + i * LogRecordHeader.Length)));
            Commit(books);
            return removed;
        }, otherwise: notes.Count);
    }

    private static int Enter(SliverBooks books, LogEntry note, LogPoint record)
    {
        if (note.Kind != LogRecordKind.End)
            return books.Delete(note.Kind, note.Key, record);
        books.SetEnd(note.Key.Blob, new Epoch(note.Key.Slot), record);
        return 0;
    }
}
