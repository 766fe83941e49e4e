namespace Walrus.Hosting.Options;

/// <summary>One option of the server: on the command line, and as configuration.</summary>
/// <param name="Name">Without dashes: <c>gateway-port</c> is <c>--gateway-port</c>, <c>Walrus:GatewayPort</c> and <c>Walrus__GatewayPort</c>.</param>
/// <param name="Default">As <c>--help</c> shows it.</param>
/// <param name="Meaning">One line.</param>
public sealed record ServerOption(string Name, string Default, string Meaning)
{
    /// <summary>Configuration key.</summary>
    public string Key => "Walrus:" + string.Concat(Name.Split('-').Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>All options, in the order of <c>--help</c>.</summary>
    public static IReadOnlyList<ServerOption> All { get; } =
    [
        new("roles", "all", "comma list of node, gateway; or all of them in one process"),
        new("data", "./data", "where this process keeps what must survive a restart; 'memory' keeps nothing"),
        new("nodes", "10", "storage nodes in this process"),
        new("shards", "301", "shards of the network, 4 to 1000, fixed at genesis; they bound the blob size: 100 = 149 MB, 301 = 1.33 GB, 1000 = 13.6 GiB"),
        new("epoch", "1h", "epoch duration, fixed at genesis: 500ms, 60s, 5m, 1h, 14d"),
        new("gateway-port", "31415", "port of publisher, aggregator and ledger API"),
        new("node-base-port", "9185", "storage node i listens on this port + i"),
        new("bind", "127.0.0.1", "address of all listeners"),
        new("node-name", "node-<index>", "name of the one storage node of this process"),
        new("node-index", "of all nodes", "its position in the genesis; without name and index the process hosts all nodes of the genesis"),
        new("public-url", "from bind and port", "URL under which others reach that node"),
        new("keys", "<data>/keys", "folder of the key files, mode 0600"),
        new("account", "gateway", "name of the account that a gateway pays with: the key file <keys>/<name>.account.key"),
        new("genesis", "made from these options", "genesis file, the same for every process of a network"),
        new("ledger", "none", "URL of a gateway of the cluster that orders the ledger, if that is another one"),
        new("journal", "local", "where the ledger's journal rests: local; postgres (ConnectionStrings:walrusdb); azure (ConnectionStrings:blobs); memory"),
        new("slivers", "local", "where slivers rest: local; azure (ConnectionStrings:blobs); memory"),
        new("scrub-rate", "8MiB, 0 unless slivers are local", "bytes a second that each node reads over what it holds to find damage; 0: never"),
        new("max-body-size", "the blob limit", "largest body that PUT /v1/blobs takes: 10MiB, 1GB"),
        new("encode-memory", "2GiB", "bytes of expanded slivers that uploads may hold at once; an eighth more for their bodies"),
        new("read-batch", "256MiB", "bytes that readers may owe this gateway before it settles: the most that it can lose"),
        new("seed", "random", "seeds the keys of a development network, so that a run can be repeated"),
        new("dev", "on for loopback and all roles", "true or false: funded development account, faucet, fault and clock controls"),
    ];
}
