namespace Walrus.Architecture.Tests;

/// <summary>The options that the server takes on its command line.</summary>
internal static class ServerOptionNames
{
    public static IReadOnlySet<string> All { get; } = new HashSet<string>
    {
        "--roles", "--data", "--nodes", "--shards", "--epoch", "--gateway-port", "--dashboard-port", "--node-base-port", "--bind",
        "--node-name", "--node-index", "--public-url", "--keys", "--genesis", "--ledger", "--journal", "--slivers",
        "--max-body-size", "--encode-memory", "--seed", "--dev",
    };
}
