using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using Walrus.Core.Messages;
using Walrus.Gateway.Payments;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Grains.Time;
using Walrus.Hosting;
using Walrus.Hosting.Gateway;
using Walrus.Client.Founding;
using Walrus.Hosting.Process;
using Walrus.Hosting.Transport;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Networks;
using Walrus.ServiceDefaults;
using Walrus.Storage.Checkpoints;
using Walrus.Storage.Journals;
using Walrus.Storage.Slivers;

namespace Walrus.Testing;

/// <summary>
/// A whole network in one process: silos, storage nodes, ledger and gateway, without ports and without waiting. Disks and journal
/// belong to the network, so that what a killed silo hosted is there when it comes back.
/// </summary>
public sealed class WalrusNetwork : IAsyncDisposable
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly WalrusNetworkOptions _options;
    private readonly KeyRing _keys;
    private readonly MemoryTransport _transport = new();
    private readonly MemoryLedgerJournal _journal = new();
    private readonly ConcurrentDictionary<int, MemoryCheckpointStore> _checkpoints = new();
    private readonly MemoryVoucherStore _vouchers = new();
    private readonly Genesis _genesis;
    private readonly ISliverStore[] _stores;
    private readonly string _folder = Directory.CreateTempSubdirectory("walrus-test-").FullName;
    private readonly Dictionary<int, InProcessSiloHandle> _silos = [];

    private WalrusNetwork(WalrusNetworkOptions options)
    {
        _options = options;
        _keys = new KeyRing(folder: null, options.Seed);
        _stores = [.. Enumerable.Range(0, options.Nodes + options.Newcomers).Select(static _ => new MemorySliverStore())];
        _genesis = NetworkFounder.Found(
            new NetworkPlan
            {
                Name = "walrus-test",
                Shards = options.Shards,
                Epoch = options.Epoch,
                NodeUrls = [.. Enumerable.Range(0, options.Nodes).Select(UrlOf)],
                Capacity = 1L << 40,
                Development = true,
            },
            _keys);
        Holder = new WalrusTestHolder(this, _keys.Account(NetworkFounder.DevelopmentAccount));
        Nodes = [.. Enumerable.Range(0, _stores.Length).Select(index => new WalrusTestNode(this, index))];
    }

    /// <summary>The holder of the development account's WAL, who stakes and pays.</summary>
    public WalrusTestHolder Holder { get; }

    /// <summary>The silos.</summary>
    public InProcessTestCluster Cluster { get; private set; } = null!;

    /// <summary>Stores and reads through the gateway.</summary>
    public WalrusTestClient Client { get; private set; } = null!;

    /// <summary>The gateway's HTTP interfaces.</summary>
    public HttpClient Gateway { get; private set; } = null!;

    /// <summary>The storage nodes, by index.</summary>
    public IReadOnlyList<WalrusTestNode> Nodes { get; }

    /// <summary>Moves the network's time.</summary>
    public ClockDriver Clock => Services(0).GetRequiredService<ClockDriver>();

    /// <summary>The ledger as the first silo sees it.</summary>
    public LedgerReplica Ledger => Services(0).GetRequiredService<LedgerReplica>();

    /// <summary>The journal that all silos follow.</summary>
    public ILedgerJournal Journal => _journal;

    /// <summary>What the network was founded with.</summary>
    public Genesis Genesis => _genesis;

    /// <summary>Starts a network and waits until a quorum of its nodes has opened the first epoch.</summary>
    public static async Task<WalrusNetwork> StartAsync(WalrusNetworkOptions? options = null)
    {
        WalrusNetwork network = new(options ?? new WalrusNetworkOptions());
        try
        {
            await network.StartAsync();
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Services of the silo with this number.</summary>
    public IServiceProvider Services(int silo) => _silos[silo].ServiceProvider;

    /// <summary>Kills a silo with all storage nodes on it, as a crash would.</summary>
    public async Task KillSiloAsync(int silo)
    {
        foreach (WalrusTestNode node in Nodes.Where(node => node.Index % _options.Silos == silo))
            _transport.Closing(Hosted(node.Index));
        await Cluster.KillSiloAsync(_silos[silo]);
    }

    /// <summary>Brings a killed silo back, with the same nodes and the same disks.</summary>
    public async Task RestartSiloAsync(int silo)
    {
        _silos[silo] = await Cluster.StartSiloAsync(silo, Cluster.Options);
        if (silo == 0)
            ConnectGateway();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Gateway?.Dispose();
        if (Cluster is not null)
            await Cluster.DisposeAsync();
        foreach (ISliverStore store in _stores)
            await store.DisposeAsync();
        await _journal.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    internal ISliverStore StoreOf(int node) => _stores[node];

    internal KeyRing Keys => _keys;

    internal AccountSubmitter SubmitterOf(Ed25519Account account) => Services(0).GetRequiredService<AccountSubmitters>().For(account);

    internal static Uri UrlOf(int node) => new($"http://node-{node}.test");

    internal IServiceProvider ServicesOfNode(int node) => Services(node % _options.Silos);

    private async Task StartAsync()
    {
        InProcessTestClusterBuilder builder = new((short)_options.Silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost(ConfigureSilo);
        Cluster = builder.Build();
        await Cluster.DeployAsync();
        for (int silo = 0; silo < _options.Silos; silo++)
            _silos[silo] = Cluster.Silos[silo];
        ConnectGateway();
        await WaitUntilOpenAsync();
    }

    private void ConnectGateway()
    {
        Gateway?.Dispose();
        TestServer gateway = (TestServer)Services(0).GetRequiredService<GatewayHost>().Application.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>();
        Gateway = gateway.CreateClient();
        Gateway.BaseAddress = new Uri("http://localhost");
        Client = new WalrusTestClient(Gateway);
    }

    private async Task WaitUntilOpenAsync()
    {
        LedgerReplica ledger = Ledger;
        for (Task moved = ledger.NextMove(); ledger.Read(static machine => machine.EpochStatus.StartMs is null); moved = ledger.NextMove())
            await moved.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private void ConfigureSilo(InProcessTestSiloSpecificOptions silo, IHostApplicationBuilder builder)
    {
        int number = NumberOf(silo.SiloName);
        HostedNode[] nodes = [.. Enumerable.Range(0, _stores.Length).Where(index => index % _options.Silos == number).Select(Hosted)];
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddServiceDefaults();
        OrleansDefaults.Apply(builder.Configuration, _folder);
        builder.Services.AddSingleton<IGatewayListener, MemoryGatewayListener>();
        builder.UseOrleans(orleans => orleans.UseWalrusNodes(nodes));
        builder.AddWalrus(new ProcessParts
        {
            Founding = new LedgerFounding(_genesis, new RememberingAggregateVerifier(new BlsAggregateVerifier())),
            Journal = _journal,
            Checkpoints = _checkpoints.GetOrAdd(number, static _ => new MemoryCheckpointStore()),
            Clock = new NetworkClock(TimeProvider.System, Begin),
            Transport = _transport,
            Nodes = nodes,
            Scrub = _options.Scrub,
            Account = number == 0 ? _keys.Account(NetworkFounder.GatewayAccount) : nodes[0].Node.Account,
            Gateway = number != 0 ? null : new GatewayParts
            {
                SpoolFolder = Path.Combine(_folder, "spool"),
                EncodeMemory = _options.EncodeMemory,
                Vouchers = _vouchers,
                Settlement = _options.Settlement,
                Development = _keys.Account(NetworkFounder.DevelopmentAccount),
            },
        });
    }

    private HostedNode Hosted(int index)
    {
        string name = NetworkFounder.NodeName(index);
        return new HostedNode(
            new LocalNode
            {
                Name = name,
                Index = index,
                Url = UrlOf(index),
                ProtocolKey = _keys.Protocol(name),
                Account = _keys.Account(name),
                Store = _stores[index],
            },
            new IPEndPoint(IPAddress.Loopback, 0));
    }

    /// <summary>Test clusters name their silos by number.</summary>
    private static int NumberOf(string siloName) => int.Parse(siloName[(siloName.LastIndexOf('_') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    private sealed class MemoryGatewayListener : IGatewayListener
    {
        public void Configure(IWebHostBuilder web) => web.UseTestServer();
    }
}
