using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Walrus.Client.Founding;
using Walrus.Core.Bcs;
using Walrus.Ledger.Networks;
using Walrus.Server.Tests;
using Walrus.Servers;

namespace Walrus.Cluster.Tests;

/// <summary>
/// Storage nodes and gateways as processes of their own on loopback, which find each other and share the ledger's journal by servers
/// of the test. A process that was killed is started again on its folder and its ports.
/// </summary>
internal sealed class ServerCluster : IAsyncDisposable
{
    private const string RedisConnection = "ConnectionStrings__redis";

    private readonly ClusterPlan _plan;
    private readonly DataFolder _folder = new();
    private readonly Dictionary<string, string> _environment;
    private readonly string _database;
    private readonly int _firstNodePort;
    private readonly int[] _gatewayPorts;
    private readonly int[] _siloPorts;
    private readonly ServerProcessHandle?[] _nodes;
    private readonly ServerProcessHandle?[] _gateways;
    private readonly HttpClient[] _clients;
    private readonly ConcurrentQueue<Task<TimeSpan>> _noticed = new();

    private ServerCluster(ClusterPlan plan, string name, string database, Dictionary<string, string> environment)
    {
        Members = new ClusterMembers(plan.Membership, name, environment.GetValueOrDefault(RedisConnection, database));
        (_plan, _database, _environment) = (plan, database, environment);
        int first = ServerPorts.FindRow(2 * (plan.Nodes + plan.Gateways));
        _firstNodePort = first;
        _gatewayPorts = [.. Enumerable.Range(first + plan.Nodes, plan.Gateways)];
        _siloPorts = [.. Enumerable.Range(first + plan.Nodes + plan.Gateways, plan.Nodes + plan.Gateways)];
        _clients = [.. _gatewayPorts.Select(static port => new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") })];
        _nodes = new ServerProcessHandle?[plan.Nodes];
        _gateways = new ServerProcessHandle?[plan.Gateways];
    }

    /// <summary>Largest weight in shards that may be wrong or away: f.</summary>
    public int Faulty => (_plan.Shards - 1) / 3;

    public int Nodes => _plan.Nodes;

    public int Gateways => _plan.Gateways;

    /// <summary>Founds a network and starts all its processes.</summary>
    public static async Task<ServerCluster> StartAsync(ClusterPlan plan, PostgresServer postgres, RedisServer redis)
    {
        string name = $"cluster_{Guid.NewGuid():N}";
        string database = await postgres.CreateDatabaseAsync(name);
        ServerCluster cluster = new(plan, name, database, await EnvironmentAsync(plan, name, redis));
        try
        {
            cluster.Found();
            await Parallel.ForEachAsync(Enumerable.Range(0, plan.Nodes), FewAtOnce, async (node, _) => await cluster.StartNodeAsync(node));
            await Parallel.ForEachAsync(Enumerable.Range(0, plan.Gateways), FewAtOnce, async (gateway, _) => await cluster.StartGatewayAsync(gateway));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    // Each start is some seconds of computation.
    private static ParallelOptions FewAtOnce => new() { MaxDegreeOfParallelism = 4 };

    /// <summary>Processes as they see each other.</summary>
    public ClusterMembers Members { get; }

    /// <summary>How long after its end the others gave up each process that was killed.</summary>
    public Task<TimeSpan[]> GivenUpAfterAsync() => Task.WhenAll(_noticed);

    /// <summary>Reaches a gateway, whichever process it is at the moment; fails while there is none.</summary>
    public HttpClient Gateway(int index) => _clients[index];

    public IEnumerable<string> Output => _nodes.Concat(_gateways).Where(static process => process is not null).SelectMany(static process => process!.Output);

    /// <summary>What a gateway has said since its start; nothing while there is none.</summary>
    public IEnumerable<string> OutputOf(int gateway) => _gateways[gateway]?.Output ?? [];

    public async Task StartNodeAsync(int index) => _nodes[index] = await ServerProcessHandle.StartAsync(
        [.. Shared($"node-{index}"), "--roles", "node", "--node-index", $"{index}", "--node-base-port", $"{_firstNodePort}"],
        EnvironmentOf($"node-{index}", _siloPorts[index]));

    public async Task StartGatewayAsync(int index) => _gateways[index] = await ServerProcessHandle.StartAsync(
        [.. Shared($"gateway-{index}"), "--roles", "gateway", "--account", NetworkFounder.GatewayName(index), "--gateway-port", $"{_gatewayPorts[index]}"],
        EnvironmentOf($"gateway-{index}", _siloPorts[_plan.Nodes + index]),
        _gatewayPorts[index]);

    public Task KillNodeAsync(int index) => KillAsync(_nodes, index, _siloPorts[index]);

    public Task KillGatewayAsync(int index) => KillAsync(_gateways, index, _siloPorts[_plan.Nodes + index]);

    private async Task KillAsync(ServerProcessHandle?[] processes, int index, int siloPort)
    {
        ClusterMember victim = (await Members.ReadAsync()).Single(member => member.SiloPort == siloPort && !member.IsDead);
        long killed = Stopwatch.GetTimestamp();
        await processes[index]!.DisposeAsync();
        processes[index] = null;
        _noticed.Enqueue(UntilGivenUpAsync(victim, killed));
    }

    private async Task<TimeSpan> UntilGivenUpAsync(ClusterMember victim, long killed)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(50));
        while (!(await Members.ReadAsync()).Contains(victim with { IsDead = true }))
            await look.WaitForNextTickAsync(limit.Token);
        return Stopwatch.GetElapsedTime(killed);
    }

    /// <summary>Name of the process that writes the journal, as its session at the database is called; null while there is none.</summary>
    public async Task<string?> FindOrdererAsync()
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(_database);
        await using NpgsqlCommand find = source.CreateCommand(
            """
            SELECT session.application_name
            FROM pg_locks JOIN pg_stat_activity session USING (pid)
            WHERE locktype = 'advisory' AND granted AND session.datname = current_database()
            """);
        return await find.ExecuteScalarAsync() as string;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ServerProcessHandle? process in _nodes.Concat(_gateways))
        {
            if (process is not null)
                await process.DisposeAsync();
        }

        foreach (HttpClient client in _clients)
            client.Dispose();
        await Members.DisposeAsync();
        _folder.Dispose();
    }

    private string KeysFolder => Path.Combine(_folder.Path, "keys");

    private string GenesisFile => Path.Combine(_folder.Path, "genesis.bin");

    private void Found()
    {
        Genesis genesis = NetworkFounder.Found(
            new NetworkPlan
            {
                Name = "cluster",
                Shards = _plan.Shards,
                Epoch = _plan.Epoch,
                NodeUrls = [.. Enumerable.Range(0, _plan.Nodes).Select(index => new Uri($"http://127.0.0.1:{_firstNodePort + index}"))],
                Capacity = 1L << 40,
                Gateways = _plan.Gateways,
                Development = true,
            },
            new KeyRing(KeysFolder, seed: null));
        File.WriteAllBytes(GenesisFile, BcsFormat.ToBytes(genesis));
    }

    private string[] Shared(string name) =>
        ["--data", Path.Combine(_folder.Path, name), "--keys", KeysFolder, "--genesis", GenesisFile, "--journal", "postgres"];

    private Dictionary<string, string> EnvironmentOf(string process, int siloPort) => new(_environment)
    {
        ["ConnectionStrings__walrusdb"] = new NpgsqlConnectionStringBuilder(_database) { ApplicationName = process, MaxPoolSize = 10 }.ConnectionString,
        ["Orleans__Endpoints__SiloPort"] = $"{siloPort}",
    };

    private static async Task<Dictionary<string, string>> EnvironmentAsync(ClusterPlan plan, string name, RedisServer redis)
    {
        Dictionary<string, string> environment = new() { ["Orleans__ClusterId"] = name, ["Orleans__ServiceId"] = name };
        foreach (string section in new[] { "Clustering", "GrainStorage__Default", "Reminders" })
        {
            environment[$"Orleans__{section}__ProviderType"] = plan.Membership == Membership.Redis ? "Redis" : "AdoNet";
            environment[$"Orleans__{section}__ConnectionName"] = plan.Membership == Membership.Redis ? "redis" : "walrusdb";
            if (plan.Membership == Membership.Postgres)
                environment[$"Orleans__{section}__Invariant"] = "Npgsql";
        }

        if (plan.Membership == Membership.Redis)
            environment[RedisConnection] = await redis.GetConnectionStringAsync();
        return environment;
    }
}
