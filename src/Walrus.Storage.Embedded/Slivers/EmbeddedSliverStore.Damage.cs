using Walrus.Core.Identifiers;
using Walrus.Storage.Devices;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers;

public sealed partial class EmbeddedSliverStore
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
            foreach (EntryKey key in RotPlan.Candidates(ListEntries()))
            {
                if (Find(key) is { } location && plan.TryDraw(location.Length, out int index, out byte mask))
                {
                    await FlipAsync(location, index, mask, cancellationToken);
                    damaged++;
                }
            }
        }, cancellationToken);
        return damaged;
    }

    private async ValueTask FlipAsync(LogLocation location, int index, byte mask, CancellationToken cancellationToken)
    {
        IStorageFile file = _log.Find(location.Segment)!.File;
        byte[] one = new byte[1];
        await file.ReadAsync(location.Offset + index, one, cancellationToken);
        one[0] ^= mask;
        await file.WriteAsync(location.Offset + index, [one]);
    }

    private List<EntryKey> ListEntries()
    {
        List<EntryKey> entries = [];
        for (BlobId? after = null; ListBlobs(after, 1024) is { Count: > 0 } page; after = page[^1])
            entries.AddRange(page.SelectMany(ListSlivers).Select(EntryKey.Sliver));
        return entries;
    }

    private async ValueTask WipeAsync()
    {
        SliverLog old = _log;
        // Whatever happens on the way, the old log is not to be written again.
        old.Broken = "the store is being wiped";
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
        Guid storeId = await identity.ReplaceAsync(_options.NewId());
        _index.Replace(_indexFiles.Create(storeId));
        _indexFiles.RemoveOld();
        _unsynced.Clear();
        _log = new SliverLog(_device, _options, storeId);
        _refusal = null;
    }

    /// <summary>Strikes an entry that was found damaged; false when it is no longer what was read, so that reading again may help.</summary>
    private async ValueTask<bool> DropDamagedAsync(EntryKey key, LogLocation damaged)
    {
        bool dropped = false;
        await _queue.RunAsync(async () =>
        {
            if (!_index.Books.TryFind(key, out LogLocation held) || held != damaged)
                return;
            dropped = true;
            Interlocked.Increment(ref _damaged);
            try
            {
                await EnterAsync([LogEntry.Note(LogRecordKind.DeleteEntry, key)]);
            }
            catch (StoreUnwritableException)
            {
                // The disk cannot note it; after the index is made anew the damage is found again when it is read.
                await KeepBooksAsync(books =>
                {
                    books.Forget(key);
                    return Commit(books);
                }, otherwise: 0);
            }
        });
        return dropped;
    }
}
