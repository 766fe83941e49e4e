namespace Walrus.ServiceDefaults;

/// <summary>Paths and tags that every listener has in common.</summary>
public static class DefaultEndpoints
{
    /// <summary>Answers 200 when every health check passes, else 503.</summary>
    public const string Health = "/health";

    /// <summary>Answers 200 when every check tagged <see cref="LiveTag"/> passes, else 503.</summary>
    public const string Alive = "/alive";

    /// <summary>Metrics of the process as Prometheus text.</summary>
    public const string Metrics = "/metrics";

    /// <summary>Tag of the health checks that <see cref="Alive"/> looks at.</summary>
    public const string LiveTag = "live";
}
