using System.Buffers;
using Walrus.Core.Identifiers;
using Walrus.Storage.Devices;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers;

/// <summary>
/// A sliver store in a folder: self-describing, checksummed records in append-only segment files, and an index in memory that is
/// rebuilt from their headers when the store is opened. The bytes are described in <c>docs/storage-format.md</c>.
/// </summary>
public sealed partial class LogSliverStore : ISliverStore, IBitRot
{
    private readonly IStorageDevice _device;
    private readonly LogStoreOptions _options;
    private readonly IDisposable? _lock;
    private readonly LogBooks _books;
    private readonly WriteQueue _queue;
    private readonly GroupCommit _commit;
    private readonly long _cutBytes;

    // Held while files are synced or removed, so that neither meets the other.
    private readonly SemaphoreSlim _files = new(1, 1);
    private volatile SliverLog _log;
    private volatile string? _refusal;
    private volatile bool _disposed;
    private long _damaged;

    private LogSliverStore(IStorageDevice device, LogStoreOptions options, OpenedLog opened)
    {
        _device = device;
        _options = options;
        _lock = opened.Lock;
        _log = opened.Log;
        _books = opened.Books;
        _damaged = opened.Damaged;
        _cutBytes = opened.CutBytes;
        _queue = new WriteQueue(options.QueueLength, Math.Min(options.BatchBytes, options.SegmentBytes), PutAllAsync);
        _commit = new GroupCommit(CommitAsync);
    }

    /// <inheritdoc/>
    public Guid StoreId => _log.StoreId;

    /// <summary>Opens the store in this folder, or creates one.</summary>
    /// <exception cref="StoreLockedException">Another process or handle has it open.</exception>
    /// <exception cref="StorageFormatException">The files are of another version or another store.</exception>
    /// <exception cref="StoreUnwritableException">There is no store yet, and the disk takes no writes.</exception>
    public static ValueTask<LogSliverStore> OpenAsync(
        string folder, LogStoreOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenAsync(new LocalDevice(folder), options, cancellationToken);

    /// <summary>Opens the store on this device, or creates one.</summary>
    /// <exception cref="StoreLockedException">Another process or handle has it open.</exception>
    /// <exception cref="StorageFormatException">The files are of another version or another store.</exception>
    /// <exception cref="StoreUnwritableException">There is no store yet, and the disk takes no writes.</exception>
    public static async ValueTask<LogSliverStore> OpenAsync(
        IStorageDevice device, LogStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LogStoreOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.SegmentBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.QueueLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchBytes);
        // The walk is work for the disk and the processor: not on the caller's thread.
        OpenedLog opened = await Task.Run(() => new LogOpening(device, options).RunAsync(cancellationToken).AsTask(), cancellationToken);
        return new LogSliverStore(device, options, opened);
    }

    /// <inheritdoc/>
    public bool ContainsMetadata(BlobId blob) => _books.Index.Contains(EntryKey.Metadata(blob));

    /// <inheritdoc/>
    public bool ContainsSliver(SliverKey key) => _books.Index.Contains(EntryKey.Sliver(key));

    /// <inheritdoc/>
    public ValueTask<IMemoryOwner<byte>?> ReadMetadataAsync(BlobId blob, CancellationToken cancellationToken = default) =>
        ReadAsync(EntryKey.Metadata(blob), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IMemoryOwner<byte>?> ReadSliverAsync(SliverKey key, CancellationToken cancellationToken = default) =>
        ReadAsync(EntryKey.Sliver(key), cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<BlobId> ListBlobs(BlobId? after, int limit) => _books.Index.ListBlobs(after, limit);

    /// <inheritdoc/>
    public IReadOnlyList<SliverKey> ListSlivers(BlobId blob) => _books.Index.ListSlivers(blob);

    /// <inheritdoc/>
    public IReadOnlyList<SliverKey> ListSlivers(ShardIndex shard, Axis axis, BlobId? after, int limit) =>
        _books.Index.ListSlivers(shard, axis, after, limit);

    /// <inheritdoc/>
    public int? FindSliverLength(SliverKey key) =>
        _books.Index.TryFind(EntryKey.Sliver(key), out LogLocation location) ? location.Length : null;

    /// <inheritdoc/>
    public SliverStoreStatistics GetStatistics()
    {
        SliverLog log = _log;
        SliverIndex<LogLocation> index = _books.Index;
        return new(
            index.Blobs, index.Slivers, _books.LiveBytes, log.StoredBytes, log.Snapshot().Length,
            Interlocked.Read(ref _damaged), _cutBytes, log.Broken ?? _refusal);
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
        _log.Dispose();
        _lock?.Dispose();
    }

    private async ValueTask<IMemoryOwner<byte>?> ReadAsync(EntryKey key, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (_books.Index.TryFind(key, out LogLocation location))
        {
            Exception? cause = null;
            try
            {
                if (await LogReading.ReadAsync(location, cancellationToken) is { } bytes)
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
