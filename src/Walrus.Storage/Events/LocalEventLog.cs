using Walrus.Core.Identifiers;
using Walrus.Storage.Devices;

namespace Walrus.Storage.Events;

/// <summary>
/// A log of events in a folder: segment files, of which only the last can be torn, because each is synced before the next begins. The bytes
/// are described in <c>docs/storage-format.md</c>.
/// </summary>
public sealed partial class LocalEventLog : ILedgerEventLog
{
    private const int SegmentBytesDefault = 16 << 20;

    private readonly IStorageDevice _device;
    private readonly Bytes32 _ledger;
    private readonly int _segmentBytes;
    private readonly EventIndex _index = new();

    // Held by whoever appends, flushes, cuts or closes.
    private readonly SemaphoreSlim _writing = new(1, 1);
    private IStorageFile? _tail;
    private EventPoint _end;
    private bool _disposed;

    // What readers see; exchanged whole.
    private volatile Extent _extent = new([], default, 0);

    /// <summary>The log of a ledger in this folder, which is created when it does not exist.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="ledger">Which ledger: its network id.</param>
    public LocalEventLog(string folder, Bytes32 ledger) : this(new LocalDevice(folder), ledger) { }

    /// <summary>The log of a ledger on this device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="ledger">Which ledger: its network id.</param>
    /// <param name="segmentBytes">A segment of at least so many bytes is closed.</param>
    public LocalEventLog(IStorageDevice device, Bytes32 ledger, int segmentBytes = SegmentBytesDefault) =>
        (_device, _ledger, _segmentBytes) = (device, ledger, segmentBytes);

    /// <inheritdoc/>
    public EventLogStart Start => _extent.Start;

    /// <inheritdoc/>
    public ulong Next => _extent.Next;

    private EventSegment Last => _extent.Segments[^1];

    /// <inheritdoc/>
    public async ValueTask AppendAsync(IReadOnlyList<EventRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        await _writing.WaitAsync();
        try
        {
            IStorageFile tail = _tail ?? throw new IOException($"{_device.Location}: the log of events has nothing to go on from.");
            EventRunOrder.Require(runs, _end.Position, _end.Height);
            if (runs.Count > 0)
                await WriteAsync(tail, runs);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask FlushAsync()
    {
        await _writing.WaitAsync();
        try
        {
            if (_tail is { } tail)
                await tail.SyncAsync();
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync();
        try
        {
            if (_disposed)
                return;
            _disposed = true;
            if (_tail is { } tail)
                await tail.SyncAsync();
            CloseTail();
        }
        finally
        {
            _writing.Release();
        }
    }

    private async ValueTask WriteAsync(IStorageFile tail, IReadOnlyList<EventRun> runs)
    {
        // Until all of it has succeeded: what a failure leaves behind the end is nothing to append to.
        _tail = null;
        try
        {
            tail = await RollWhenFullAsync(tail);
            uint seed = Last.Seed;
            List<ReadOnlyMemory<byte>> buffers = [];
            EventPoint end = _end;
            foreach (EventRun run in runs)
            {
                buffers.Add(EventRecord.HeaderOf(run, seed));
                buffers.Add(run.Bytes);
                end = new EventPoint(end.Offset + EventRecord.HeaderLength + run.Bytes.Length, run.End, run.Height);
            }

            await tail.WriteAsync(_end.Offset, buffers);
            _index.Add(Last, end);
            _end = end with { Height = end.Height + 1 };
            _extent = _extent with { Next = end.Position };
            _tail = tail;
        }
        catch
        {
            tail.Dispose();
            throw;
        }
    }

    private async ValueTask<IStorageFile> RollWhenFullAsync(IStorageFile tail)
    {
        if (_end.Offset < _segmentBytes)
            return tail;
        await tail.SyncAsync();
        IStorageFile next = await BeginSegmentAsync(new EventLogStart(_end.Position, _end.Height), _extent.Segments);
        tail.Dispose();
        return next;
    }

    /// <summary>Creates a segment behind those given. Its header and name are durable before anything is in it.</summary>
    private async ValueTask<IStorageFile> BeginSegmentAsync(EventLogStart start, IReadOnlyList<EventSegment> before)
    {
        EventSegment segment = new(_ledger, start);
        IStorageFile file = _device.Create(segment.FileName);
        try
        {
            await file.WriteAsync(0, [segment.ToBytes()]);
            await file.SyncAsync();
            _device.SyncNames();
        }
        catch
        {
            file.Dispose();
            throw;
        }

        _end = EventPoint.StartOf(segment);
        _extent = new Extent([.. before, segment], before.Count > 0 ? before[0].Start : start, start.Position);
        return file;
    }

    private void CloseTail()
    {
        _tail?.Dispose();
        _tail = null;
    }

    /// <summary>What there is to read.</summary>
    private sealed record Extent(IReadOnlyList<EventSegment> Segments, EventLogStart Start, ulong Next);
}
