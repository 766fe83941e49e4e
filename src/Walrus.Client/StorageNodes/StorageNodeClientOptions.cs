namespace Walrus.Client.StorageNodes;

/// <summary>Time limits of single requests to a storage node, from sending to the last byte of the answer.</summary>
public sealed record StorageNodeClientOptions
{
    /// <summary>For statuses, confirmations and metadata.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For slivers, which may be tens of megabytes.</summary>
    public TimeSpan TransferTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For an answer of shard synchronisation, with the time the receiver takes to store its slivers.</summary>
    public TimeSpan SyncTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
