using Walrus.Storage.Devices;

namespace Walrus.Storage.Journals;

/// <summary>
/// A journal in a folder: segment files of checksummed records chained one to the next, a lock file, and a file that names the
/// durable head. One instance serves all writers and readers of a process; further instances can read while it grows.
/// The bytes are described in <c>docs/storage-format.md</c>.
/// </summary>
public sealed partial class LocalLedgerJournal : ILedgerJournal
{
    private const string LockName = "lock";

    private readonly IStorageDevice _device;
    private readonly LocalJournalOptions _options;
    private readonly JournalIndex _index = new();
    private readonly AppendSignal _appended = new();
    private readonly JournalHeadFile _headFile;

    // Held by whoever acquires, appends or closes; guards every field below.
    private readonly SemaphoreSlim _writer = new(1, 1);
    private IDisposable? _lock;
    private JournalTail? _tail;
    private bool _isOutcomeUnknown;

    // Durable head while this instance is the writer, else -1; read without the semaphore.
    private long _head = -1;
    private volatile bool _disposed;

    /// <summary>A journal in this folder, which is created when it does not exist. Reads and locks nothing yet.</summary>
    public LocalLedgerJournal(string folder, LocalJournalOptions? options = null) : this(new LocalDevice(folder), options) { }

    /// <summary>A journal on this device.</summary>
    public LocalLedgerJournal(IStorageDevice device, LocalJournalOptions? options = null)
    {
        _device = device;
        _options = options ?? new LocalJournalOptions();
        _headFile = new JournalHeadFile(device);
    }

    /// <inheritdoc/>
    public async ValueTask<long> AcquireWriterAsync(CancellationToken cancellationToken = default)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_tail is { } tail && !_isOutcomeUnknown)
                return tail.End.Position;
            // The walk is work for the disk and the processor: it must not run on the caller's turn.
            return await Task.Run(() => RecoverAsync(cancellationToken).AsTask(), cancellationToken);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask ReleaseWriterAsync() => ValueTask.CompletedTask;

    private async ValueTask<long> RecoverAsync(CancellationToken cancellationToken)
    {
        _lock ??= TakeLock();
        _tail?.File.Dispose();
        _tail = null;
        JournalPoint? durable = await _headFile.ReadAsync(cancellationToken);
        JournalTail tail = await new JournalRecovery(_device, _index, durable).RunAsync(cancellationToken)
            ?? await JournalTail.CreateAsync(_device, JournalSegmentHeader.Begin(_options.NewId()));
        _tail = tail;
        await _headFile.WriteAsync(tail.End);
        await _headFile.SyncAsync();
        _isOutcomeUnknown = false;
        Publish(tail.End.Position);
        return tail.End.Position;
    }

    private IDisposable TakeLock()
    {
        try
        {
            return _device.Lock(LockName);
        }
        catch (DeviceLockedException error)
        {
            throw new JournalLockedException(_device.Location, error);
        }
    }

    private void Publish(long head)
    {
        Volatile.Write(ref _head, head);
        _appended.Set();
    }

    /// <summary>Waits for an append in progress, closes the files and gives the lock back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.WaitAsync();
        try
        {
            if (_disposed)
                return;
            _disposed = true;
            _appended.Set();
            _tail?.File.Dispose();
            _headFile.Dispose();
            _lock?.Dispose();
        }
        finally
        {
            _writer.Release();
        }
    }
}
