using System.Security.Cryptography;

namespace Walrus.Storage.Slivers;

/// <summary>Settings of a an <see cref="EmbeddedSliverStore"/>.</summary>
public sealed record EmbeddedStoreOptions
{
    /// <summary>A new segment file is begun before one would grow beyond this many bytes (256 MiB); a longer record gets its own.</summary>
    public int SegmentBytes { get; init; } = 256 << 20;

    /// <summary>Writes that may wait for the store's writer; further ones wait for room.</summary>
    public int QueueLength { get; init; } = 1024;

    /// <summary>Most bytes the writer hands to the system at once.</summary>
    public int BatchBytes { get; init; } = 4 << 20;

    /// <summary>
    /// The newest bytes of the segments, synced already, that the system's cache is left with for reads that follow a write closely
    /// (64 MiB). Older ones are read from the disk, and cached as they are read.
    /// </summary>
    public long CachedTailBytes { get; init; } = 64 << 20;

    /// <summary>Makes the store's identity; from the operating system's generator.</summary>
    public Func<Guid> NewId { get; init; } = () => new Guid(RandomNumberGenerator.GetBytes(16));
}
