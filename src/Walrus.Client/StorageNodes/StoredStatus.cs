namespace Walrus.Client.StorageNodes;

/// <summary>Whether a node has metadata or a sliver (HTTP interfaces 7.1, 7.2); in JSON in lower case.</summary>
public enum StoredStatus
{
    /// <summary>Not there.</summary>
    Nonexistent,

    /// <summary>In memory until the blob is registered.</summary>
    Buffered,

    /// <summary>Durable.</summary>
    Stored,
}

/// <summary>What became of metadata or a sliver that was put (HTTP interfaces 7.1, 7.2).</summary>
public enum StoreOutcome
{
    /// <summary>201: durable now.</summary>
    Stored,

    /// <summary>200: it was durable before.</summary>
    AlreadyStored,

    /// <summary>202: kept in memory until the blob is registered.</summary>
    Buffered,
}
