namespace Walrus.ServiceDefaults;

/// <summary>The two kinds of public HTTP surface, which differ in details of the same conventions.</summary>
public enum HttpSurface
{
    /// <summary>Aggregator, publisher, upload relay: preflights may be kept for a day, and <c>GET /status</c> answers.</summary>
    Daemon,

    /// <summary>Storage node: preflights are not kept.</summary>
    StorageNode,
}
