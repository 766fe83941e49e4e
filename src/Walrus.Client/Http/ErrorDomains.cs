namespace Walrus.Client.Http;

/// <summary>Who raised an error, as the envelope names it (HTTP interfaces 2.1; interfaces 2).</summary>
public static class ErrorDomains
{
    /// <summary>Aggregator and publisher.</summary>
    public const string Daemon = "daemon.walrus.space";

    /// <summary>Tokens of an authenticated publisher.</summary>
    public const string PublisherAuthentication = "auth.publisher.walrus.space";

    /// <summary>Storage nodes.</summary>
    public const string Storage = "storage.walrus.space";

    /// <summary>The ledger API.</summary>
    public const string Ledger = "ledger.walrus.cloud";

    /// <summary>Unexpected failures of any service.</summary>
    public const string Global = "global";
}
