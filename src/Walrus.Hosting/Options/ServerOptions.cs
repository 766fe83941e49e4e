using System.Net;
using Microsoft.Extensions.Configuration;
using Walrus.Client.Founding;
using Walrus.Core.Parameters;
using Walrus.Hosting.Nodes;

namespace Walrus.Hosting.Options;

/// <summary>A part that a process plays.</summary>
[Flags]
public enum ServerRoles
{
    /// <summary>Hosts storage nodes.</summary>
    Node = 1,

    /// <summary>Serves publisher, aggregator and ledger API.</summary>
    Gateway = 2,

    /// <summary>Everything in one process.</summary>
    All = Node | Gateway,
}

/// <summary>Where bytes of a kind rest.</summary>
public enum StorageKind
{
    /// <summary>On this machine's disk, under the data folder.</summary>
    Local,

    /// <summary>In memory: gone with the process.</summary>
    Memory,

    /// <summary>In a PostgreSQL database; the journal alone.</summary>
    Postgres,

    /// <summary>In Azure Blob Storage.</summary>
    Azure,
}

/// <summary>The server's options, checked. What is network-wide (shards, epoch) is fixed by the first start on a data folder.</summary>
public sealed record ServerOptions
{
    /// <summary>Storage nodes of a new network, unless asked for otherwise.</summary>
    public const int DefaultNodes = 10;

    /// <summary>Shards of a new network, unless asked for otherwise.</summary>
    public const int DefaultShards = 301;

    /// <summary>Epoch duration of a new network, unless asked for otherwise.</summary>
    public static readonly TimeSpan DefaultEpoch = TimeSpan.FromHours(1);

    /// <summary>Name of the database's connection string.</summary>
    public const string PostgresName = "walrusdb";

    /// <summary>Name of the blob storage's connection string.</summary>
    public const string AzureName = "blobs";

    /// <summary>Parts this process plays.</summary>
    public required ServerRoles Roles { get; init; }

    /// <summary>Folder of what survives a restart; null keeps nothing.</summary>
    public required string? DataFolder { get; init; }

    /// <summary>Storage nodes of a network founded by this process; null when not asked for, then <see cref="DefaultNodes"/>.</summary>
    public required int? Nodes { get; init; }

    /// <summary>Shards of the network; null when not asked for, then <see cref="DefaultShards"/> at founding.</summary>
    public required int? Shards { get; init; }

    /// <summary>Epoch duration; null when not asked for, then <see cref="DefaultEpoch"/> at founding.</summary>
    public required TimeSpan? Epoch { get; init; }

    /// <summary>Port of the gateway.</summary>
    public required int GatewayPort { get; init; }

    /// <summary>Port of storage node 0.</summary>
    public required int NodeBasePort { get; init; }

    /// <summary>Address of all listeners.</summary>
    public required IPAddress Bind { get; init; }

    /// <summary>Name of the one storage node of this process; null when <see cref="NodeIndex"/> names it, or when it hosts all of them.</summary>
    public required string? NodeName { get; init; }

    /// <summary>Position of that node in the genesis; null when <see cref="NodeName"/> names it, or when this process hosts all of them.</summary>
    public required int? NodeIndex { get; init; }

    /// <summary>Whether this process hosts one storage node and not all of the genesis.</summary>
    public bool HostsOneNode => NodeName is not null || NodeIndex is not null;

    /// <summary>Name of the account that a process with a gateway pays with.</summary>
    public required string Account { get; init; }

    /// <summary>Whether this process is one of several, which find each other by the configuration of Orleans and share the journal.</summary>
    public required bool IsCluster { get; init; }

    /// <summary>A gateway of the cluster that orders the ledger, if that is another one (rulings 24).</summary>
    public required Uri? Ledger { get; init; }

    /// <summary>URL of that node as others reach it; null: bind address and port.</summary>
    public required Uri? PublicUrl { get; init; }

    /// <summary>Folder of key files; null when keys are not kept.</summary>
    public required string? KeysFolder { get; init; }

    /// <summary>Genesis file; null when made from options.</summary>
    public required string? GenesisFile { get; init; }

    /// <summary>Where the journal rests.</summary>
    public required StorageKind Journal { get; init; }

    /// <summary>Where slivers rest.</summary>
    public required StorageKind Slivers { get; init; }

    /// <summary>How to reach the database, from <c>ConnectionStrings:walrusdb</c>; null when there is none.</summary>
    public string? PostgresConnection { get; init; }

    /// <summary>How to reach the blob storage, from <c>ConnectionStrings:blobs</c>: a connection string or a bare address; null when there is none.</summary>
    public string? AzureConnection { get; init; }

    /// <summary>Bytes a second that each node reads over what it holds, to find damage; 0: never.</summary>
    public required long ScrubRate { get; init; }

    /// <summary>Largest body of <c>PUT /v1/blobs</c>, in bytes; null: the blob limit of the shard count.</summary>
    public required long? MaxBodySize { get; init; }

    /// <summary>Bytes of expanded slivers that uploads may hold at once.</summary>
    public required long EncodeMemory { get; init; }

    /// <summary>Seed of the keys; null: random keys.</summary>
    public required ulong? Seed { get; init; }

    /// <summary>Whether the development controls exist.</summary>
    public required bool Dev { get; init; }

    /// <summary>Reads and checks the options.</summary>
    /// <exception cref="OptionException">A value is out of range or not of its form.</exception>
    public static ServerOptions From(IConfiguration configuration)
    {
        OptionReader read = new(configuration);
        ServerRoles roles = ReadRoles(read);
        IPAddress bind = read.Address("bind", IPAddress.Loopback);
        string data = read.Text("data") ?? "./data";
        string? folder = data == "memory" ? null : Path.GetFullPath(data);
        StorageKind kept = folder is null ? StorageKind.Memory : StorageKind.Local;
        StorageKind slivers = read.OneOf("slivers", kept, ("local", StorageKind.Local), ("azure", StorageKind.Azure), ("memory", StorageKind.Memory));
        ServerOptions options = new()
        {
            Roles = roles,
            DataFolder = folder,
            Nodes = read.Number("nodes", 1, 150),
            Shards = read.Number("shards", RedStuffParameters.MinShards, RedStuffParameters.MaxShards),
            Epoch = read.Duration("epoch", TimeSpan.FromMilliseconds(500)),
            GatewayPort = read.Number("gateway-port", 1, 65535) ?? 31415,
            NodeBasePort = read.Number("node-base-port", 1, 65535) ?? 9185,
            Bind = bind,
            NodeName = read.Text("node-name"),
            NodeIndex = read.Number("node-index", 0, 149),
            Account = read.Text("account") ?? NetworkFounder.GatewayAccount,
            IsCluster = OrleansDefaults.IsCluster(configuration),
            Ledger = read.Url("ledger"),
            PublicUrl = read.Url("public-url"),
            KeysFolder = read.Text("keys") ?? (folder is null ? null : Path.Combine(folder, "keys")),
            GenesisFile = read.Text("genesis"),
            Journal = read.OneOf(
                "journal", kept, ("local", StorageKind.Local), ("postgres", StorageKind.Postgres), ("azure", StorageKind.Azure), ("memory", StorageKind.Memory)),
            Slivers = slivers,
            ScrubRate = read.Size("scrub-rate", least: 0) ?? (slivers == StorageKind.Local ? ScrubPlan.DefaultBytesPerSecond : 0),
            PostgresConnection = configuration.GetConnectionString(PostgresName),
            AzureConnection = configuration.GetConnectionString(AzureName),
            MaxBodySize = read.Size("max-body-size"),
            EncodeMemory = read.Size("encode-memory") ?? 2L << 30,
            Seed = read.Seed("seed"),
            Dev = read.Flag("dev", IPAddress.IsLoopback(bind) && roles == ServerRoles.All),
        };
        options.Check();
        return options;
    }

    private static ServerRoles ReadRoles(OptionReader read)
    {
        string text = read.Text("roles") ?? "all";
        ServerRoles roles = 0;
        foreach (string word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            roles |= word switch
            {
                "all" => ServerRoles.All,
                "node" => ServerRoles.Node,
                "gateway" => ServerRoles.Gateway,
                _ => throw OptionReader.Wrong("roles", text, "a comma list of node, gateway, or all"),
            };
        }

        return roles == 0 ? throw OptionReader.Wrong("roles", text, "at least one role") : roles;
    }

    private void Check()
    {
        if (DataFolder is null && (Journal == StorageKind.Local || Slivers == StorageKind.Local))
            throw new OptionException("--data memory: --journal and --slivers cannot be local without a data folder.");
        if (Journal == StorageKind.Postgres && PostgresConnection is null)
            throw Unconnected("--journal postgres", PostgresName);
        if ((Journal == StorageKind.Azure || Slivers == StorageKind.Azure) && AzureConnection is null)
            throw Unconnected(Journal == StorageKind.Azure ? "--journal azure" : "--slivers azure", AzureName);
        CheckCluster();
        (int nodes, int shards) = (Nodes ?? DefaultNodes, Shards ?? DefaultShards);
        if (nodes > shards)
            throw new OptionException($"--nodes {nodes}: there are only {shards} shards.");
        if (NodeBasePort + nodes - 1 > 65535)
            throw new OptionException($"--node-base-port {NodeBasePort}: {nodes} nodes need ports up to {NodeBasePort + nodes - 1}.");
        if (Roles == ServerRoles.All && GatewayPort >= NodeBasePort && GatewayPort < NodeBasePort + nodes)
            throw new OptionException($"--gateway-port {GatewayPort}: that port belongs to storage node {GatewayPort - NodeBasePort}.");
        if (Dev && !IPAddress.IsLoopback(Bind))
            throw new OptionException($"--dev: development controls need a loopback address, not --bind {Bind}.");
    }

    private void CheckCluster()
    {
        if (IsCluster && Ledger is null && Journal is StorageKind.Local or StorageKind.Memory)
            throw new OptionException("--journal: the processes of a cluster share the ledger's journal: postgres or azure.");
        if (Ledger is not null && GenesisFile is null)
            throw new OptionException("--ledger: a ledger that another cluster orders is verified from its genesis file: --genesis.");
        if (HostsOneNode && Roles.HasFlag(ServerRoles.Node) && GenesisFile is null && IsCluster)
            throw new OptionException("--genesis: a process of a cluster starts from the genesis file that `walrus genesis` writes.");
    }

    private static OptionException Unconnected(string option, string name) =>
        new($"{option} needs a connection string: ConnectionStrings:{name}, or ConnectionStrings__{name} in the environment.");
}
