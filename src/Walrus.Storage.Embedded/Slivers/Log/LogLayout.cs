namespace Walrus.Storage.Slivers.Log;

/// <summary>Lays records one after the other for one gathering write: headers into a rented array, payloads by reference.</summary>
internal sealed class LogLayout(uint segment, long offset, uint seed, byte[] headers, List<ReadOnlyMemory<byte>> buffers)
{
    private long _offset = offset;
    private int _used;

    /// <summary>Adds a record.</summary>
    /// <returns>Where it begins.</returns>
    public uint Add(LogEntry entry)
    {
        uint begin = AddHeader(entry, default);
        if (!entry.Payload.IsEmpty)
            buffers.Add(entry.Payload);
        _offset += entry.Payload.Length;
        return begin;
    }

    /// <summary>Adds the record that says how far the log was durable.</summary>
    public void AddDurable(LogPoint durableTo) => AddHeader(LogEntry.Note(LogRecordKind.Durable, default), durableTo);

    private uint AddHeader(LogEntry entry, LogPoint durableTo)
    {
        uint begin = checked((uint)_offset);
        Memory<byte> bytes = headers.AsMemory(_used, LogRecordHeader.Length);
        new LogRecordHeader(
            entry.Kind, entry.Key, entry.Payload.Length, entry.PayloadChecksum, new LogPoint(segment, begin), durableTo).Write(bytes.Span, seed);
        buffers.Add(bytes);
        _used += LogRecordHeader.Length;
        _offset += LogRecordHeader.Length;
        return begin;
    }
}
