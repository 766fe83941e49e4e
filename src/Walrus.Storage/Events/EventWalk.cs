using Walrus.Storage.Devices;

namespace Walrus.Storage.Events;

/// <summary>Walks the runs of one segment, verifying each; stops before the first that does not hold.</summary>
internal sealed class EventWalk(IStorageFile file, uint seed, EventPoint start) : IDisposable
{
    private readonly FileWindow _window = new(file);

    /// <summary>Where it stands: before the run that is read next.</summary>
    public EventPoint Point { get; private set; } = start;

    /// <summary>The run read last; its bytes are of use until the next is read.</summary>
    public EventRun Run { get; private set; }

    /// <summary>Reads the next run; false where none holds.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> bytes = await _window.ReadAsync(Point.Offset, EventRecord.HeaderLength, cancellation);
        if (EventRecord.Read(bytes.Span) is not { } record || record.First != Point.Position || record.Height < Point.Height)
            return false;
        int length = EventRecord.HeaderLength + record.Length;
        bytes = await _window.ReadAsync(Point.Offset, length, cancellation);
        if (bytes.Length < length || EventRecord.SumOf(bytes.Span[..EventRecord.HeaderLength], bytes.Span[EventRecord.HeaderLength..], seed) != record.Sum)
            return false;
        Run = new EventRun(record.First, record.Count, record.Height, bytes[EventRecord.HeaderLength..]);
        Point = new EventPoint(Point.Offset + length, record.End, record.Height);
        return true;
    }

    public void Dispose() => _window.Dispose();
}
