using System.Buffers;
using Walrus.Core.Identifiers;
using Walrus.Storage.Devices;
using Walrus.Storage.Slivers.Index;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers;

/// <summary>
/// A sliver store in a folder: every payload once, in self-describing, checksummed records of append-only segment files, and an
/// index of them in RocksDB, of which the segments are the write-ahead log. The bytes are described in
/// <c>docs/storage-format.md</c>.
/// </summary>
public sealed partial class EmbeddedSliverStore : ISliverStore, IBitRot
{
    private const string IndexFolder = "index";

    private readonly IStorageDevice _device;
    private readonly EmbeddedStoreOptions _options;
    private readonly IndexFiles _indexFiles;
    private readonly IndexGate _index;
    private readonly IDisposable? _lock;
    private readonly WriteQueue _queue;
    private readonly GroupCommit _commit;
    private readonly long _cutBytes;

    // Held while files are synced or removed, so that neither meets the other.
    private readonly SemaphoreSlim _files = new(1, 1);
    private volatile SliverLog _log;
    private volatile string? _refusal;
    private volatile bool _disposed;
    private long _damaged;
    private long _rebuilds;

    private EmbeddedSliverStore(IStorageDevice device, EmbeddedStoreOptions options, OpenedLog opened)
    {
        _device = device;
        _options = options;
        _indexFiles = opened.Files;
        _index = new IndexGate(opened.Books);
        _lock = opened.Lock;
        _log = opened.Log;
        _damaged = opened.Damaged;
        _cutBytes = opened.CutBytes;
        _rebuilds = opened.WasRebuilt ? 1 : 0;
        _queue = new WriteQueue(options.QueueLength, Math.Min(options.BatchBytes, options.SegmentBytes), PutAllAsync);
        _commit = new GroupCommit(CommitAsync);
    }

    /// <inheritdoc/>
    public Guid StoreId => _log.StoreId;

    /// <summary>Opens the store in this folder, or creates one.</summary>
    /// <exception cref="StoreLockedException">Another process or handle has it open.</exception>
    /// <exception cref="StorageFormatException">The files are of another version or another store.</exception>
    /// <exception cref="StoreUnwritableException">There is no store yet, and the disk takes no writes.</exception>
    public static ValueTask<EmbeddedSliverStore> OpenAsync(
        string folder, EmbeddedStoreOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenAsync(new LocalDevice(folder), Path.Combine(folder, IndexFolder), options, cancellationToken);

    /// <summary>Opens the store on this device, or creates one.</summary>
    /// <param name="device">Where the segments are.</param>
    /// <param name="indexFolder">Where the index is; null: in memory, made from the segments whenever the store is opened.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    /// <exception cref="StoreLockedException">Another process or handle has it open.</exception>
    /// <exception cref="StorageFormatException">The files are of another version or another store.</exception>
    /// <exception cref="StoreUnwritableException">There is no store yet, and the disk takes no writes.</exception>
    public static async ValueTask<EmbeddedSliverStore> OpenAsync(
        IStorageDevice device, string? indexFolder, EmbeddedStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmbeddedStoreOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.SegmentBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.QueueLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchBytes);
        // The walk is work for the disk and the processor: not on the caller's thread.
        var opening = new LogOpening(device, indexFolder, options);
        OpenedLog opened = await Task.Run(() => opening.RunAsync(cancellationToken).AsTask(), cancellationToken);
        return new EmbeddedSliverStore(device, options, opened);
    }

    /// <inheritdoc/>
    public ValueTask<IMemoryOwner<byte>?> ReadMetadataAsync(BlobId blob, CancellationToken cancellationToken = default) =>
        ReadAsync(EntryKey.Metadata(blob), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IMemoryOwner<byte>?> ReadSliverAsync(SliverKey key, CancellationToken cancellationToken = default) =>
        ReadAsync(EntryKey.Sliver(key), cancellationToken);

    /// <inheritdoc/>
    public SliverStoreStatistics GetStatistics()
    {
        SliverLog log = _log;
        (IndexState state, long punched) = Ask(0, static (books, _) => (books.State, books.PunchedBytes));
        return new(
            state.Blobs, state.Slivers, state.LiveBytes, log.Length - punched, log.Snapshot().Length,
            Interlocked.Read(ref _damaged), _cutBytes, log.Broken ?? _refusal, Interlocked.Read(ref _rebuilds));
    }

    /// <summary>Writes and syncs what is waiting, closes the files and gives the lock back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        try
        {
            await CloseLogAsync();
        }
        catch (StoreUnwritableException)
        {
            // Nothing that was not flushed had been promised to anybody.
        }
        await _queue.DisposeAsync();
        _index.Dispose();
        _log.Dispose();
        _lock?.Dispose();
    }

    private async ValueTask<IMemoryOwner<byte>?> ReadAsync(EntryKey key, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (Find(key) is { } location)
        {
            Exception? cause = null;
            try
            {
                SliverLog log = _log;
                if (log.Find(location.Segment) is { } segment
                    && await LogReading.ReadAsync(segment, key, location, log.Seed, cancellationToken) is { } bytes)
                    return bytes;
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                // An unreadable sector; or the segment was removed between looking up and reading, which the drop below tells apart.
                cause = error;
            }
            if (await DropDamagedAsync(key, location))
                throw key.Corrupted(cause);
        }
        return null;
    }
}
