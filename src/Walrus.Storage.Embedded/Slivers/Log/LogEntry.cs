namespace Walrus.Storage.Slivers.Log;

/// <summary>One record to append.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Key">About what.</param>
/// <param name="Payload">The bytes to keep; empty unless it is a put.</param>
/// <param name="PayloadChecksum">Their checksum.</param>
internal readonly record struct LogEntry(LogRecordKind Kind, EntryKey Key, ReadOnlyMemory<byte> Payload, uint PayloadChecksum)
{
    /// <summary>A record without payload.</summary>
    public static LogEntry Note(LogRecordKind kind, EntryKey key) => new(kind, key, ReadOnlyMemory<byte>.Empty, Checksum.Of([]));
}
