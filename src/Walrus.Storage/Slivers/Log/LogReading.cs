namespace Walrus.Storage.Slivers.Log;

/// <summary>Reads payloads and holds them against their checksums.</summary>
internal static class LogReading
{
    /// <summary>The payload in a pooled buffer, or null when it is incomplete or does not match its checksum.</summary>
    public static async ValueTask<PooledBytes?> ReadAsync(LogLocation location, CancellationToken cancellationToken)
    {
        var bytes = new PooledBytes(location.Length);
        try
        {
            int read = await location.Segment.File.ReadAsync(location.Offset, bytes.Memory, cancellationToken);
            if (read == location.Length && Checksum.Of(bytes.Memory.Span) == location.Checksum)
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

    /// <summary>Whether the payload is complete and matches its checksum.</summary>
    public static async ValueTask<bool> IsWholeAsync(LogLocation location, CancellationToken cancellationToken)
    {
        using PooledBytes? bytes = await ReadAsync(location, cancellationToken);
        return bytes is not null;
    }
}
