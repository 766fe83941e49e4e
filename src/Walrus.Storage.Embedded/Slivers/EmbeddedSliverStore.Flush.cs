using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers;

public sealed partial class EmbeddedSliverStore
{
    // Entries behind the durable point, in the order of the log; the writer's own.
    private readonly Queue<(EntryKey Key, LogLocation Location)> _unsynced = [];

    /// <inheritdoc/>
    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _commit.JoinAsync().WaitAsync(cancellationToken);
    }

    /// <summary>One commit for everybody who waits: sync, give back what was deleted, move the durable point.</summary>
    private async Task CommitAsync()
    {
        await _files.WaitAsync();
        try
        {
            SliverLog log = _log;
            if (log.Broken is { } reason)
                throw new StoreUnwritableException(_device.Location, reason);
            LogPoint durable = await SyncAsync(log);
            if (durable != log.DurablePoint)
                await _queue.RunAsync(() => SettleAsync(log, durable));
        }
        finally
        {
            _files.Release();
        }
    }

    /// <summary>In the writer's turn, once the log is durable up to a point: what was deleted before it can be given back.</summary>
    private async ValueTask SettleAsync(SliverLog log, LogPoint durable)
    {
        while (_unsynced.TryPeek(out (EntryKey Key, LogLocation Location) oldest) && oldest.Location.Record < durable)
            _unsynced.Dequeue();
        await KeepBooksAsync(books =>
        {
            new LogReclaim(log, books).Run(durable);
            return 0;
        }, otherwise: 0);
        log.SetDurable(durable);
    }

    private async ValueTask<LogPoint> SyncAsync(SliverLog log)
    {
        try
        {
            return await log.SyncAsync();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string reason = $"syncing failed: {error.Message}";
            log.Broken = reason;
            await _queue.RunAsync(() => RollBack(log));
            throw new StoreUnwritableException(_device.Location, reason, error);
        }
    }

    /// <summary>
    /// After a failed sync the system may hold pages for clean that never reached the disk: nothing behind the durable point can
    /// be trusted, so it goes, and nothing more is taken.
    /// </summary>
    private async ValueTask RollBack(SliverLog log)
    {
        await KeepBooksAsync(books =>
        {
            foreach ((EntryKey key, LogLocation location) in _unsynced)
            {
                if (books.TryFind(key, out LogLocation held) && held == location)
                    books.Forget(key);
            }
            Commit(books);
            // The log is about to be cut to before what the index has seen of it.
            books.Disown();
            return 0;
        }, otherwise: 0);
        _unsynced.Clear();
        try
        {
            log.CutTo(log.DurablePoint);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.Broken = $"{log.Broken} The unsynced tail could not be cut either: {error.Message}";
        }
    }

    /// <summary>Syncs, and notes in log and index that it did, so that the next start has nothing to walk.</summary>
    private async ValueTask CloseLogAsync()
    {
        await _queue.RunAsync(() => ValueTask.CompletedTask);
        await _commit.JoinAsync();
        await _queue.RunAsync(async () => await _log.AppendAsync([]));
        await _commit.JoinAsync();
        await _queue.RunAsync(async () => await KeepBooksAsync(books =>
        {
            Commit(books);
            books.Persist();
            return 0;
        }, otherwise: 0));
    }
}
