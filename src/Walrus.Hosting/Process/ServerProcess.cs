using System.Net;
using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Gateway.Payments;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Grains.Time;
using Walrus.Hosting.Keys;
using Walrus.Hosting.Options;
using Walrus.Hosting.Transport;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Networks;
using Walrus.Storage.Checkpoints;
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
    private readonly ServerOptions _options;
    private readonly KeyRing _keys;
    private readonly ILedgerJournal _journal;
    private readonly ICheckpointStore _checkpoints;
    private readonly SocketTransport _transport = new();
    private readonly List<ISliverStore> _stores = [];

    private ServerProcess(ServerOptions options, KeyRing keys, ILedgerJournal journal)
    {
        (_options, _keys, _journal) = (options, keys, journal);
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
        ILedgerJournal journal = options.Journal == StorageKind.Memory
            ? new MemoryLedgerJournal()
            : new LocalLedgerJournal(Path.Combine(options.DataFolder!, "ledger"));
        ServerProcess process = new(options, keys, journal);
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
        await _journal.DisposeAsync();
        _transport.Dispose();
    }

    private async Task OpenAsync(TimeProvider time, CancellationToken cancellation)
    {
        Genesis genesis = await ResolveGenesisAsync(cancellation);
        RequirePorts(genesis);
        SweepSpool();
        List<HostedNode> nodes = [];
        if (_options.Roles.HasFlag(ServerRoles.Node))
        {
            foreach (int index in NodeIndices(genesis))
                nodes.Add(await OpenNodeAsync(genesis, index, cancellation));
        }

        Ed25519Account account = _options.Roles.HasFlag(ServerRoles.Gateway) ? _keys.Account(NetworkFounder.GatewayAccount) : nodes[0].Node.Account;
        Parts = new ProcessParts
        {
            Founding = new LedgerFounding(genesis, new CertificateVerifier(new RememberingAggregateVerifier(new BlsAggregateVerifier()))),
            Journal = _journal,
            Snapshots = _options.Journal == StorageKind.Memory ? null : new LocalLedgerSnapshots(Path.Combine(_options.DataFolder!, "ledger", "snapshots")),
            Checkpoints = _checkpoints,
            Clock = new NetworkClock(time),
            Transport = _transport,
            Nodes = nodes,
            Account = account,
            Gateway = _options.Roles.HasFlag(ServerRoles.Gateway) ? OpenGateway() : null,
        };
    }

    /// <summary>The genesis in the journal if there is one, else the file, else a new one from the options.</summary>
    private async Task<Genesis> ResolveGenesisAsync(CancellationToken cancellation)
    {
        Genesis? given = _options.GenesisFile is { } file ? BcsFormat.FromBytes<Genesis>(await File.ReadAllBytesAsync(file, cancellation)) : null;
        await _journal.AcquireWriterAsync(cancellation);
        if (await LedgerFounding.FindAsync(_journal, cancellation) is not { } found)
            return given ?? NetworkFounder.Found(PlanNetwork(), _keys);
        Require(given is null || NetworkId.Of(given) == NetworkId.Of(found), "--genesis", "another network's genesis");
        Require(_options.Shards is null || _options.Shards == found.Shards, "--shards", $"{found.Shards} shards");
        Require(_options.Nodes is null || _options.Nodes == found.Nodes.Length, "--nodes", $"{found.Nodes.Length} nodes");
        Require(_options.Epoch is null || _options.Epoch == TimeSpan.FromMilliseconds(found.EpochDurationMs), "--epoch", $"epochs of {found.EpochDurationMs} ms");
        return found;
    }

    private void Require(bool holds, string option, string has)
    {
        if (!holds)
            throw new OptionException($"{option}: the network in {_options.DataFolder} has {has}, which is fixed at its genesis.");
    }

    private NetworkPlan PlanNetwork() => new()
    {
        Shards = _options.Shards ?? ServerOptions.DefaultShards,
        Epoch = _options.Epoch ?? ServerOptions.DefaultEpoch,
        NodeUrls = [.. Enumerable.Range(0, _options.Nodes ?? ServerOptions.DefaultNodes).Select(UrlOf)],
        Capacity = FindCapacity(),
        Development = _options.Dev,
    };

    private Uri UrlOf(int index) => _options.PublicUrl is { } own && index == _options.NodeIndex && _options.NodeName is not null
        ? own
        : new Uri($"http://{EndpointOf(index)}");

    private IPEndPoint EndpointOf(int index) => new(_options.Bind, _options.NodeBasePort + index);

    private void RequirePorts(Genesis genesis)
    {
        if (_options.Roles.HasFlag(ServerRoles.Gateway))
            LocalPorts.RequireFree(new IPEndPoint(_options.Bind, _options.GatewayPort), $"--gateway-port {_options.GatewayPort}");
        if (!_options.Roles.HasFlag(ServerRoles.Node))
            return;
        foreach (int index in NodeIndices(genesis))
            LocalPorts.RequireFree(EndpointOf(index), $"--node-base-port {_options.NodeBasePort}");
    }

    /// <summary>Nine tenths of what is free on the disk, or half of the memory.</summary>
    private long FindCapacity()
    {
        if (_options.Slivers == StorageKind.Memory)
            return GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
        Directory.CreateDirectory(_options.DataFolder!);
        return new DriveInfo(_options.DataFolder!).AvailableFreeSpace / 10 * 9;
    }

    private IEnumerable<int> NodeIndices(Genesis genesis) =>
        _options.NodeName is null ? Enumerable.Range(0, genesis.Nodes.Length) : [_options.NodeIndex];

    private async Task<HostedNode> OpenNodeAsync(Genesis genesis, int index, CancellationToken cancellation)
    {
        if (index >= genesis.Nodes.Length)
            throw new OptionException($"--node-index {index}: the genesis has {genesis.Nodes.Length} nodes.");
        GenesisNode node = genesis.Nodes[index];
        if (_options.NodeName is { } name && name != node.Name)
            throw new OptionException($"--node-name {name}: node {index} of the genesis is called {node.Name}.");
        ISliverStore store = _options.Slivers == StorageKind.Memory
            ? new MemorySliverStore()
            : await LogSliverStore.OpenAsync(Path.Combine(_options.DataFolder!, "slivers", node.Name), cancellationToken: cancellation);
        _stores.Add(store);
        LocalNode local = new()
        {
            Name = node.Name,
            Index = index,
            Url = new Uri(node.Url),
            ProtocolKey = _keys.Protocol(node.Name),
            Account = _keys.Account(node.Name),
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
