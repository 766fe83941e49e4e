namespace Walrus.Client.Reading;

/// <summary>Limits of reads from the storage nodes.</summary>
public sealed record BlobReaderOptions
{
    /// <summary>Longest time that the roll call before a read waits for answers.</summary>
    public TimeSpan RollCallLimit { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Time after which the roll call asks all nodes, and no longer just enough of them.</summary>
    public TimeSpan RollCallPatience { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Bytes fetched ahead of the reader, at most; but always one sliver, and the last one if its padding is checked.</summary>
    public int WindowBytes { get; init; } = 8 << 20;

    /// <summary>Slivers fetched ahead of the reader, at most.</summary>
    public int WindowSlivers { get; init; } = 64;

    /// <summary>Requests under way at a time while a blob is put together from whatever slivers can be had.</summary>
    public int GatheringRequests { get; init; } = 32;

    /// <summary>
    /// An answer is slow after this, and others are asked as well; for slivers, the time of their transfer at
    /// <see cref="SlowTransfer"/> comes on top.
    /// </summary>
    public TimeSpan SlowAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Bytes a second below which a transfer is slow.</summary>
    public long SlowTransfer { get; init; } = 4 << 20;

    /// <summary>How long a node that failed is asked last.</summary>
    public TimeSpan Suspicion { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a node that could not be reached is tried again meanwhile, where others can stand in for it.</summary>
    public TimeSpan Retrial { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest time to wait for memory that other work holds.</summary>
    public TimeSpan MemoryWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Blobs whose metadata are kept for the next read: 66 bytes a shard each.</summary>
    public int CachedMetadata { get; init; } = 128;
}
