namespace Walrus.Node.Http;

/// <summary>Limits of a storage node's HTTP API.</summary>
public sealed record StorageNodeApiOptions
{
    /// <summary>Longest time that a request for a confirmation waits for the registration (HTTP interfaces 7.3).</summary>
    public TimeSpan ConfirmationWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many requests may wait so at a time; beyond, the answer comes without waiting.</summary>
    public int ConfirmationWaiters { get; init; } = 256;

    /// <summary>Bytes of request bodies held in memory at a time.</summary>
    public long BodyMemory { get; init; } = 512L << 20;

    /// <summary>Longest time that a request waits for memory for its body before it is answered 429.</summary>
    public TimeSpan BodyMemoryWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests for recovery or decoding symbols that run at a time; more are answered 503 (HTTP interfaces 7.5).</summary>
    public int SymbolRequests { get; init; } = 64;

    /// <summary>Proofs of inconsistency that are judged at a time; more are answered 503.</summary>
    public int ProofRequests { get; init; } = 4;

    /// <summary>Answers of shard synchronisation that are sent at a time; more are answered 503.</summary>
    public int SyncRequests { get; init; } = 16;
}
