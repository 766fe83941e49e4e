namespace Walrus.Client.Writing;

/// <summary>Limits of uploads to the storage nodes.</summary>
public sealed record BlobUploaderOptions
{
    /// <summary>Longest time from the start until a quorum has confirmed.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Longest time that a quorum may stay out of reach because nodes have failed: within it they may come back and are tried
    /// again, after it the upload ends.
    /// </summary>
    public TimeSpan RecoveryWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time that a node may take to learn that the blob is registered.</summary>
    public TimeSpan RegistrationWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Time that nodes still at work get after a quorum, at least; otherwise half the time that the quorum took. What a
    /// node does not get now, it has to recover at many times the cost.
    /// </summary>
    public TimeSpan MinGrace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Time that nodes which answer late hold up the common encoding for all, at most.</summary>
    public TimeSpan GatheringWait { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Slivers on their way to one node at a time.</summary>
    public int TransfersPerNode { get; init; } = 8;

    /// <summary>Slivers on their way to all nodes of one upload at a time.</summary>
    public int TransfersInAll { get; init; } = 64;

    /// <summary>Times that one request is made when the node is overloaded or the connection breaks.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>First pause before a request is made again; each further one is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause before a request is made again.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most bytes of encoded slivers that one upload holds at a time; a blob with more is encoded in several passes.</summary>
    public long BatchBytes { get; init; } = 512L << 20;

    /// <summary>
    /// Most bytes of encoded slivers for which a blob is encoded once, in the pass that computes its metadata: they stay in memory
    /// from then on, while the blob is registered as well.
    /// </summary>
    public long OnePassBytes { get; init; } = 256L << 20;

    /// <summary>Longest time to wait for memory that other work holds.</summary>
    public TimeSpan MemoryWait { get; init; } = TimeSpan.FromSeconds(30);
}
