using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers;

public sealed partial class LogSliverStore
{
    /// <inheritdoc/>
    public async ValueTask DropAllAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _files.WaitAsync(cancellationToken);
        try
        {
            await _queue.RunAsync(WipeAsync, cancellationToken);
        }
        finally
        {
            _files.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> RotAsync(double rate, int seed, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var plan = new RotPlan(rate, seed);
        int damaged = 0;
        await _queue.RunAsync(async () =>
        {
            byte[] one = new byte[1];
            foreach (EntryKey key in RotPlan.Candidates(_books.Index))
            {
                if (!_books.Index.TryFind(key, out LogLocation location) || !plan.TryDraw(location.Length, out int index, out byte mask))
                    continue;
                await location.Segment.File.ReadAsync(location.Offset + index, one, cancellationToken);
                one[0] ^= mask;
                await location.Segment.File.WriteAsync(location.Offset + index, [one]);
                damaged++;
            }
        }, cancellationToken);
        return damaged;
    }

    private async ValueTask WipeAsync()
    {
        SliverLog old = _log;
        // Whatever happens on the way, the old log is not to be written again.
        old.Broken = "the store is being wiped";
        _books.Clear();
        var identity = new StoreIdentity(_device, _options.NewId);
        try
        {
            // The identity goes first: a wipe that is cut short must not look like the old store.
            _device.Delete(LogFormat.IdentityFile);
            foreach (LogSegment segment in old.Snapshot())
                old.Remove(segment);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnwritableException(_device.Location, error.Message, error);
        }
        _log = new SliverLog(_device, _options, await identity.ReplaceAsync(_options.NewId()));
        _refusal = null;
    }

    /// <summary>Strikes an entry that was found damaged; false when it is no longer what was read, so that reading again may help.</summary>
    private async ValueTask<bool> DropDamagedAsync(EntryKey key, LogLocation damaged)
    {
        bool dropped = false;
        await _queue.RunAsync(async () =>
        {
            if (!_books.Index.TryFind(key, out LogLocation held) || held != damaged)
                return;
            dropped = true;
            Interlocked.Increment(ref _damaged);
            try
            {
                _books.Remove(key, await GuardAsync(_log.DeleteAsync([LogEntry.Delete(LogRecordKind.DeleteEntry, key)])));
            }
            catch (StoreUnwritableException)
            {
                // The disk cannot note it; after the next start the damage is found again when it is read.
                _books.Forget(key);
            }
        });
        return dropped;
    }
}
