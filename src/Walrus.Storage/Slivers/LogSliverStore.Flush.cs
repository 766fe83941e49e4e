using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers;

public sealed partial class LogSliverStore
{
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
            if (_books.HasGarbage)
            {
                await _queue.RunAsync(() =>
                {
                    new LogReclaim(log, _books).Run(durable);
                    return ValueTask.CompletedTask;
                });
            }
            log.SetDurable(durable);
        }
        finally
        {
            _files.Release();
        }
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
    private ValueTask RollBack(SliverLog log)
    {
        LogPoint durable = log.DurablePoint;
        foreach (EntryKey key in _books.Index.Entries().ToList())
        {
            if (_books.Index.TryFind(key, out LogLocation location) && location.Record >= durable)
                _books.Forget(key);
        }
        try
        {
            log.CutTo(durable);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.Broken = $"{log.Broken} The unsynced tail could not be cut either: {error.Message}";
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>Syncs, and notes that it did, so that the next start has nothing to verify.</summary>
    private async ValueTask CloseLogAsync()
    {
        await _queue.RunAsync(() => ValueTask.CompletedTask);
        await _commit.JoinAsync();
        await _queue.RunAsync(async () => await _log.AppendAsync([]));
        await _commit.JoinAsync();
    }
}
