using Walrus.Storage.Devices;
using Walrus.Storage.Slivers.Index;

namespace Walrus.Storage.Slivers.Log;

/// <summary>
/// Opens a store's files: lock, identity, segments, index. On a disk that takes no writes it opens what can be read, and
/// says why it cannot be written.
/// </summary>
internal sealed class LogOpening(IStorageDevice device, string? indexFolder, EmbeddedStoreOptions options)
{
    // Segments whose header is damaged. Records know their store and place themselves, so this costs nothing but the count.
    private readonly List<LogSegment> _headless = [];
    private IDisposable? _lock;
    private string? _unwritable;
    private long _damaged;

    /// <summary>Opens everything.</summary>
    public async ValueTask<OpenedLog> RunAsync(CancellationToken cancellationToken)
    {
        List<LogSegment> segments = [];
        SliverBooks? books = null;
        try
        {
            TakeLock();
            Guid storeId = await new StoreIdentity(device, options.NewId).FindOrCreateAsync(OnIdentityDamaged, cancellationToken);
            await OpenSegmentsAsync(segments, storeId, cancellationToken);
            // Beside a disk that takes no writes there is no room for an index either.
            var files = new IndexFiles(_unwritable is null ? indexFolder : null);
            var opening = new IndexOpening(files, segments, _headless, storeId);
            books = await opening.OpenAsync(cancellationToken);
            var log = new SliverLog(device, options, storeId) { Broken = _unwritable };
            log.Adopt(segments, opening.Recovery.Durable);
            await SettleAsync(log, books, opening.Recovery.Condemned);
            return new OpenedLog(_lock, log, files, books, _damaged + opening.Recovery.Damaged, opening.Recovery.CutBytes, opening.WasRebuilt);
        }
        catch
        {
            books?.Dispose();
            segments.ForEach(segment => segment.File.Dispose());
            _lock?.Dispose();
            throw;
        }
    }

    private void OnIdentityDamaged() => _damaged++;

    private void TakeLock()
    {
        try
        {
            _lock = device.Lock(LogFormat.LockFile);
        }
        catch (DeviceLockedException error)
        {
            throw new StoreLockedException(device.Location, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A disk that cannot even take a lock has no other writer either.
            _unwritable = error.Message;
        }
    }

    private async ValueTask OpenSegmentsAsync(List<LogSegment> segments, Guid storeId, CancellationToken cancellationToken)
    {
        foreach (string name in device.List())
        {
            if (!LogFormat.TryParseName(name, out uint number))
                continue;
            IStorageFile file = Open(name);
            segments.Add(new LogSegment(file, number, file.Length));
            byte[] header = new byte[LogFormat.HeaderLength];
            int read = await file.ReadAsync(0, header, cancellationToken);
            string path = Path.Combine(device.Location, name);
            bool isWhole = LogFormat.TryRead(header.AsSpan(0, read), path, number, out Guid owner);
            if (isWhole && owner != storeId)
                throw new StorageFormatException($"{path} belongs to sliver store {owner}, not to {storeId} in whose folder it lies.");
            if (!isWhole && file.Length > LogFormat.HeaderLength)
                _headless.Add(segments[^1]);
            else if (!isWhole)
                DropTorn(segments);
        }
    }

    /// <summary>A crash while a segment was created leaves less than a header, and nothing behind it.</summary>
    private void DropTorn(List<LogSegment> segments)
    {
        IStorageFile file = segments[^1].File;
        segments.RemoveAt(segments.Count - 1);
        file.Dispose();
        TryWrite(() => device.Delete(file.Name));
    }

    private IStorageFile Open(string name)
    {
        try
        {
            return device.Open(name, FileAccess.ReadWrite);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _unwritable ??= error.Message;
            return device.Open(name, FileAccess.Read);
        }
    }

    /// <summary>Cuts the torn tail, deletes what was not written whole, and makes the rest durable.</summary>
    private async ValueTask SettleAsync(SliverLog log, SliverBooks books, List<EntryKey> condemned)
    {
        if (log.Snapshot() is [.., LogSegment last] && last.File.Length > last.End)
            TryWrite(() => last.File.Truncate(last.End));
        log.Broken = _unwritable;
        if (log.Broken is not null)
            return;
        try
        {
            foreach (LogSegment segment in _headless)
                await log.MendHeaderAsync(segment);
            await CondemnAsync(log, books, condemned);
            LogPoint durable = await log.SyncAsync();
            new LogReclaim(log, books).Run(durable);
            log.SetDurable(durable);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or StoreUnwritableException)
        {
            log.Broken = error.Message;
        }
        catch (IndexFailedException)
        {
            // Whoever asks it first finds out as well, and has it made anew.
            log.SetDurable(books.State.Durable);
        }
    }

    /// <summary>Deletes what was not written whole but stands before records that were; the books have forgotten it already.</summary>
    public static async ValueTask CondemnAsync(SliverLog log, SliverBooks books, List<EntryKey> condemned)
    {
        if (condemned.Count == 0)
            return;
        LogPoint first = await log.NoteAsync(condemned.ConvertAll(key => LogEntry.Note(LogRecordKind.DeleteEntry, key)));
        books.NoteDeletes(first.Segment);
        books.Commit(log.End, log.DurablePoint);
    }

    private void TryWrite(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _unwritable ??= error.Message;
        }
    }
}
