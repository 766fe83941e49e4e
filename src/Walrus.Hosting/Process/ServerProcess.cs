using System.Net;
using Walrus.Client.Founding;
using Walrus.Client.Ledger;
using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Gateway.Payments;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Grains.Time;
using Walrus.Hosting.Nodes;
using Walrus.Hosting.Options;
using Walrus.Hosting.Transport;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Networks;
using Walrus.Storage.Checkpoints;
using Walrus.Storage.Events;
using Walrus.Storage.Journals;
using Walrus.Storage.Slivers;
using Walrus.Storage.Snapshots;

namespace Walrus.Hosting.Process;

/// <summary>
/// A server process made from its options: data folder, keys, journal, genesis and stores, opened and checked before anything
/// listens, so that what is wrong is one line and exit code 2.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const long AzureCapacity = 1L << 50;
    private static readonly TimeSpan RemotePatience = TimeSpan.FromSeconds(20);

    private readonly ServerOptions _options;
    private readonly KeyRing _keys;
    private readonly ILedgerJournal _journal;
    private readonly Genesis? _given;
    private readonly HttpClient? _remote;
    private readonly ICheckpointStore _checkpoints;
    private readonly SocketTransport _transport = new();
    private readonly List<ISliverStore> _stores = [];
    private ILedgerEventLog _events = new MemoryEventLog();

    private ServerProcess(ServerOptions options, KeyRing keys, ILedgerJournal journal, Genesis? given, HttpClient? remote)
    {
        (_options, _keys, _journal, _given, _remote) = (options, keys, journal, given, remote);
        _checkpoints = options.DataFolder is { } folder && options.Journal != StorageKind.Memory
            ? new LocalCheckpointStore(Path.Combine(folder, "checkpoints"))
            : new MemoryCheckpointStore();
    }

    /// <summary>What the host is built from.</summary>
    public ProcessParts Parts { get; private set; } = null!;

    /// <summary>The development account, where there is one.</summary>
    public DevelopmentAccountNote? Development { get; private set; }

    /// <summary>Opens everything the options name.</summary>
    /// <exception cref="OptionException">The options do not fit what is there.</exception>
    public static async Task<ServerProcess> OpenAsync(ServerOptions options, TimeProvider time, CancellationToken cancellation)
    {
        KeyRing keys = new(options.KeysFolder, options.Seed);
        Genesis? given = options.GenesisFile is { } file ? BcsFormat.FromBytes<Genesis>(await File.ReadAllBytesAsync(file, cancellation)) : null;
        HttpClient? remote = options.Ledger is { } url ? new HttpClient { BaseAddress = url, Timeout = RemotePatience } : null;
        ILedgerJournal journal = remote is null
            ? new StorageFactory(options).CreateJournal()
            : new RemoteLedgerJournal(new LedgerClient(remote), given!, time);
        ServerProcess process = new(options, keys, journal, given, remote);
        try
        {
            await process.OpenAsync(time, cancellation);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (ISliverStore store in _stores)
            await store.DisposeAsync();
        await _checkpoints.DisposeAsync();
        await _events.DisposeAsync();
        await _journal.DisposeAsync();
        _remote?.Dispose();
        _transport.Dispose();
    }

    private async Task OpenAsync(TimeProvider time, CancellationToken cancellation)
    {
        Genesis genesis = await ResolveGenesisAsync(cancellation);
        IReadOnlyList<(int Index, string Name, Uri Url)> planned = _options.Roles.HasFlag(ServerRoles.Node) ? PlanNodes(genesis) : [];
        RequirePorts(planned.Select(static node => node.Index));
        SweepSpool();
        List<HostedNode> nodes = [];
        foreach ((int index, string name, Uri url) in planned)
            nodes.Add(await OpenNodeAsync(index, name, url, cancellation));
        Ed25519Account account = _options.Roles.HasFlag(ServerRoles.Gateway) ? _keys.Account(_options.Account) : nodes[0].Node.Account;
        string? ledgerFolder = _options.DataFolder is { } folder && _options.Journal != StorageKind.Memory ? Path.Combine(folder, "ledger") : null;
        if (ledgerFolder is not null)
            _events = new LocalEventLog(Path.Combine(ledgerFolder, "events"), NetworkId.Of(genesis).Bytes);
        Parts = new ProcessParts
        {
            Founding = new LedgerFounding(genesis, new RememberingAggregateVerifier(new BlsAggregateVerifier())),
            Journal = _journal,
            RemoteLedger = _remote is null ? null : new LedgerClient(_remote),
            Snapshots = ledgerFolder is null ? null : new LocalLedgerSnapshots(Path.Combine(ledgerFolder, "snapshots")),
            Events = _events,
            Checkpoints = _checkpoints,
            Clock = new NetworkClock(time),
            Transport = _transport,
            Nodes = nodes,
            Scrub = _options.ScrubRate > 0 ? new ScrubPlan(_options.ScrubRate) : null,
            Account = account,
            Gateway = _options.Roles.HasFlag(ServerRoles.Gateway) ? OpenGateway() : null,
        };
    }

    /// <summary>The genesis in the journal if there is one, else the file, else a new one from the options.</summary>
    private async Task<Genesis> ResolveGenesisAsync(CancellationToken cancellation)
    {
        if (_remote is not null)
            return _given!;
        // Among several processes the one that orders the ledger writes the journal, whichever that is.
        if (!_options.IsCluster)
            await _journal.AcquireWriterAsync(cancellation);
        if (await LedgerFounding.FindAsync(_journal, cancellation) is not { } found)
            return _given ?? (_options.IsCluster ? throw Unfounded() : NetworkFounder.Found(PlanNetwork(), _keys));
        Require(_given is null || NetworkId.Of(_given) == NetworkId.Of(found), "--genesis", "another network's genesis");
        Require(_options.Shards is null || _options.Shards == found.Shards, "--shards", $"{found.Shards} shards");
        Require(_options.Nodes is null || _options.Nodes == found.Nodes.Length, "--nodes", $"{found.Nodes.Length} nodes");
        Require(_options.Epoch is null || _options.Epoch == TimeSpan.FromMilliseconds(found.EpochDurationMs), "--epoch", $"epochs of {found.EpochDurationMs} ms");
        return found;
    }

    private static OptionException Unfounded() =>
        new("--genesis: the journal is empty, and the processes of a cluster start from one genesis file, which `walrus genesis` writes.");

    private void Require(bool holds, string option, string has)
    {
        if (!holds)
            throw new OptionException($"{option}: the network in {JournalPlace} has {has}, which is fixed at its genesis.");
    }

    private string JournalPlace => _options.Journal switch
    {
        StorageKind.Postgres => "the database",
        StorageKind.Azure => "the blob storage",
        _ => _options.DataFolder ?? "memory",
    };

    private NetworkPlan PlanNetwork() => new()
    {
        Shards = _options.Shards ?? ServerOptions.DefaultShards,
        Epoch = _options.Epoch ?? ServerOptions.DefaultEpoch,
        NodeUrls = [.. Enumerable.Range(0, _options.Nodes ?? ServerOptions.DefaultNodes).Select(UrlOf)],
        Capacity = FindCapacity(),
        Development = _options.Dev,
    };

    private Uri UrlOf(int index) => _options.PublicUrl is { } own && index == _options.NodeIndex
        ? own
        : new Uri($"http://{EndpointOf(index)}");

    private IPEndPoint EndpointOf(int index) => new(_options.Bind, _options.NodeBasePort + index);

    private void RequirePorts(IEnumerable<int> nodes)
    {
        if (_options.Roles.HasFlag(ServerRoles.Gateway))
            LocalPorts.RequireFree(new IPEndPoint(_options.Bind, _options.GatewayPort), $"--gateway-port {_options.GatewayPort}");
        foreach (int index in nodes)
            LocalPorts.RequireFree(EndpointOf(index), $"--node-base-port {_options.NodeBasePort}");
    }

    /// <summary>Nine tenths of what is free on the disk, or half of the memory; in Azure what no network fills.</summary>
    private long FindCapacity()
    {
        if (_options.Slivers == StorageKind.Azure)
            return AzureCapacity;
        if (_options.Slivers == StorageKind.Memory)
            return GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
        Directory.CreateDirectory(_options.DataFolder!);
        return new DriveInfo(_options.DataFolder!).AvailableFreeSpace / 10 * 9;
    }

    /// <summary>The nodes of this process: all of the genesis, or the one that the options name, which may have joined after it.</summary>
    private IReadOnlyList<(int Index, string Name, Uri Url)> PlanNodes(Genesis genesis)
    {
        if (!_options.HostsOneNode)
            return [.. genesis.Nodes.Select(static (node, index) => (index, node.Name, new Uri(node.Url)))];
        int named = _options.NodeName is { } name ? genesis.Nodes.ToList().FindIndex(node => node.Name == name) : -1;
        int index = _options.NodeIndex ?? (named >= 0 ? named : genesis.Nodes.Length);
        if (index >= genesis.Nodes.Length && _options.NodeName is { } joined)
            return [(index, joined, _options.PublicUrl ?? new Uri($"http://{EndpointOf(index)}"))];
        if (index >= genesis.Nodes.Length)
            throw new OptionException($"--node-index {index}: the genesis has {genesis.Nodes.Length} nodes; one that joined later has a --node-name.");
        GenesisNode node = genesis.Nodes[index];
        if (_options.NodeName is { } given && given != node.Name)
            throw new OptionException($"--node-name {given}: node {index} of the genesis is called {node.Name}.");
        return [(index, node.Name, _options.PublicUrl ?? new Uri(node.Url))];
    }

    private async Task<HostedNode> OpenNodeAsync(int index, string name, Uri url, CancellationToken cancellation)
    {
        ISliverStore store = await new StorageFactory(_options).OpenSliversAsync(name, cancellation);
        _stores.Add(store);
        LocalNode local = new()
        {
            Name = name,
            Index = index,
            Url = url,
            ProtocolKey = _keys.Protocol(name),
            Account = _keys.Account(name),
            Store = store,
        };
        return new HostedNode(local, EndpointOf(index));
    }

    private GatewayParts OpenGateway()
    {
        Ed25519Account? development = null;
        if (_options.Dev)
        {
            development = _keys.Account(NetworkFounder.DevelopmentAccount);
            Development = new DevelopmentAccountNote(development.Address, _keys.AccountFile(NetworkFounder.DevelopmentAccount));
        }

        return new GatewayParts
        {
            SpoolFolder = SpoolFolder,
            MaxBodySize = _options.MaxBodySize,
            EncodeMemory = _options.EncodeMemory,
            Vouchers = _options.DataFolder is { } folder ? new LocalVoucherStore(Path.Combine(folder, "vouchers")) : new MemoryVoucherStore(),
            Settlement = new SettlementOptions { BatchBytes = (ulong)_options.ReadBatch },
            Development = development,
        };
    }

    private string SpoolFolder => _options.DataFolder is { } folder ? Path.Combine(folder, "spool") : Path.Combine(Path.GetTempPath(), $"walrus-spool-{Environment.ProcessId}");

    /// <summary>What a killed process was receiving is nobody's any more.</summary>
    private void SweepSpool()
    {
        if (!Directory.Exists(SpoolFolder))
            return;
        foreach (string file in Directory.EnumerateFiles(SpoolFolder))
            File.Delete(file);
    }
}

/// <summary>The funded account of a development network, as the start announces it (rulings 31).</summary>
/// <param name="Address">The account.</param>
/// <param name="KeyFile">Where its key lies; null when keys are not kept.</param>
public sealed record DevelopmentAccountNote(Walrus.Core.Identifiers.Address Address, string? KeyFile);
