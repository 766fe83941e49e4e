namespace Walrus.Storage.Slivers.Log;

/// <summary>Reads records by place and holds them against their checksums and against what is expected there.</summary>
internal static class LogReading
{
    /// <summary>The payload in a pooled buffer, or null when the record is incomplete, damaged, or another one.</summary>
    public static async ValueTask<PooledBytes?> ReadAsync(
        LogSegment segment, EntryKey key, LogLocation location, uint seed, CancellationToken cancellationToken)
    {
        var bytes = new PooledBytes(LogRecordHeader.Length, location.Length);
        try
        {
            int read = await segment.File.ReadAsync(location.Record.Offset, bytes.Whole, cancellationToken);
            if (read == bytes.Whole.Length && IsRecord(bytes, key, location, seed))
                return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
        bytes.Dispose();
        return null;
    }

    /// <summary>Whether the record is complete and matches its checksums.</summary>
    public static async ValueTask<bool> IsWholeAsync(
        LogSegment segment, EntryKey key, LogLocation location, uint seed, CancellationToken cancellationToken)
    {
        using PooledBytes? bytes = await ReadAsync(segment, key, location, seed, cancellationToken);
        return bytes is not null;
    }

    private static bool IsRecord(PooledBytes bytes, EntryKey key, LogLocation location, uint seed) =>
        LogRecordHeader.TryRead(bytes.Whole.Span, seed, location.Record, out LogRecordHeader header)
        && header.Kind == LogRecordKind.Put && header.Key == key && header.PayloadLength == location.Length
        && Checksum.Of(bytes.Memory.Span) == header.PayloadChecksum;
}
