using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Walrus.Client.Buffers;
using Walrus.Client.Ledger;
using Walrus.Client.Reading;
using Walrus.Client.Recovery;
using Walrus.Client.StorageNodes;
using Walrus.Client.Transfer;
using Walrus.Client.Work;
using Walrus.Core.Parameters;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Epochs;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Grains.Nodes.Shards;
using Walrus.Grains.Placement;
using Walrus.Grains.Time;
using Walrus.Ledger.Accounts;
using Walrus.Storage.Checkpoints;
using Walrus.Storage.Events;
using Walrus.Storage.Journals;
using Walrus.Storage.Snapshots;

namespace Walrus.Grains;

/// <summary>What the actors of one process work with.</summary>
public sealed record ActorParts
{
    /// <summary>The network.</summary>
    public required LedgerFounding Founding { get; init; }

    /// <summary>Journal of the ledger.</summary>
    public required ILedgerJournal Journal { get; init; }

    /// <summary>Where states of the ledger are kept, so that a start need not execute all history; null to keep none.</summary>
    public ILedgerSnapshots? Snapshots { get; init; }

    /// <summary>Where events of any age are kept; the newest in memory unless something else is said. Closed by whoever opened it.</summary>
    public ILedgerEventLog Events { get; init; } = new MemoryEventLog();

    /// <summary>A gateway of the cluster that orders the ledger; null when this one does.</summary>
    public LedgerClient? RemoteLedger { get; init; }

    /// <summary>Where this process keeps the committee's signatures. Closed by whoever opened it.</summary>
    public required ICheckpointStore Checkpoints { get; init; }

    /// <summary>The network's time.</summary>
    public required NetworkClock Clock { get; init; }

    /// <summary>Account of this process.</summary>
    public required Ed25519Account Account { get; init; }

    /// <summary>Storage nodes of this process.</summary>
    public required IReadOnlyList<LocalNode> Nodes { get; init; }

    /// <summary>
    /// Whether nodes sign a block that this process's orderer made only after its bytes were executed once more, on a second ledger in
    /// memory. Without it a checkpoint of such a block is the word of the execution that made it.
    /// </summary>
    public bool ReplayBeforeSigning { get; init; } = true;

    /// <summary>Bytes that reads may hold at once: windows of slivers, and blobs that have to be decoded.</summary>
    public long ReadMemory { get; init; } = 2L << 30;

    /// <summary>Where blobs are spooled while a node rebuilds its part of them.</summary>
    public required string SpoolFolder { get; init; }
}

/// <summary>Registers the actors' surroundings.</summary>
public static class ActorExtensions
{
    /// <summary>Adds placement, clock, replica, drivers and healers of one silo.</summary>
    public static IServiceCollection AddWalrusActors(this IServiceCollection services, ActorParts parts)
    {
        services.AddPlacementDirector<NodePinned, NodePinnedDirector>();
        // Failures keep their type and text on the way between silos.
        services.Configure<ExceptionSerializationOptions>(static exceptions => exceptions.SupportedNamespacePrefixes.Add(nameof(Walrus)));
        services.AddSingleton<ClusterNodes>();
        services.AddSingleton(parts.Founding);
        services.AddSingleton(parts.Journal);
        services.AddSingleton(parts.Clock);
        services.AddKeyedSingleton<TimeProvider>(NetworkClock.ServiceKey, parts.Clock);
        services.AddSingleton(new ProcessAccount(parts.Account));
        services.AddSingleton(new LocalNodes(parts.Nodes));
        services.AddSingleton(new LedgerSequencerOptions());
        if (parts.Snapshots is { } snapshots)
            services.AddSingleton(snapshots);
        if (parts.RemoteLedger is { } remote)
            services.AddSingleton<ILedgerOrderer>(new RemoteOrderer(remote));
        else
            services.AddSingleton<ILedgerOrderer, ClusterOrderer>();
        if (parts is { ReplayBeforeSigning: true, RemoteLedger: null, Nodes.Count: > 0 })
        {
            services.AddSingleton<LedgerReplay>();
            services.AddHostedService(static provider => provider.GetRequiredService<LedgerReplay>());
        }

        services.AddSingleton(parts.Events);
        services.AddSingleton<LedgerReplica>();
        services.AddSingleton<LedgerHistory>();
        services.AddSingleton<CommitteeDirectory>();
        services.AddSingleton<ReadingCommittees>();
        services.AddSingleton<LedgerArchive>();
        services.AddCheckpoints(parts);
        services.AddSingleton<AccountSubmitters>();
        services.AddSingleton<ClockDriver>();
        services.AddSingleton(new BoundedWork());
        services.AddSingleton(provider => new StorageNodeClients(
            provider.GetRequiredService<IStorageNodeConnector>(), new RedStuffParameters(parts.Founding.Genesis.Shards), parts.Clock.Underlying));
        services.AddSingleton(provider => new BlobReader(
            provider.GetRequiredService<StorageNodeClients>(),
            new MemoryBudget(parts.ReadMemory, parts.Clock.Underlying),
            provider.GetRequiredService<BoundedWork>(),
            parts.Clock.Underlying,
            observer: provider.GetRequiredService<PeerObservations>()));
        services.AddRecovery(parts);
        services.AddSingleton<NodeHealers>();
        services.AddSingleton(static provider => new ShardTransfer(
            provider.GetRequiredService<StorageNodeClients>(),
            provider.GetRequiredService<BoundedWork>(),
            provider.GetRequiredService<RecoveryTally>(),
            provider.GetRequiredService<PeerObservations>()));
        services.AddSingleton<ShardSyncs>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ReplicaBeforeActors>();
        services.AddHostedService(static provider => provider.GetRequiredService<LedgerReplica>());
        services.AddHostedService<LedgerStarter>();
        services.AddHostedService<EpochDriver>();
        services.AddHostedService<NodeDriver>();
        services.AddHostedService(static provider => provider.GetRequiredService<CheckpointKeeper>());
        services.AddHostedService(static provider => provider.GetRequiredService<AvailabilityProver>());
        return services;
    }

    /// <summary>What nodes get lost slivers back with.</summary>
    private static void AddRecovery(this IServiceCollection services, ActorParts parts)
    {
        services.AddMetrics();
        services.AddSingleton<PeerObservations>();
        services.AddSingleton<RecoveryTally>();
        services.AddSingleton(provider => new SliverRecoverer(
            provider.GetRequiredService<StorageNodeClients>(),
            provider.GetRequiredService<BoundedWork>(),
            parts.Clock.Underlying,
            provider.GetRequiredService<RecoveryTally>(),
            observer: provider.GetRequiredService<PeerObservations>()));
        services.AddSingleton<SymbolRecovery>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<WholeBlobRebuild>(provider, parts.SpoolFolder));
        services.AddSingleton<InconsistencyReporter>();
        services.AddSingleton<BlobRebuilder>();
    }

    private static void AddCheckpoints(this IServiceCollection services, ActorParts parts)
    {
        services.AddSingleton(parts.Checkpoints);
        if (parts.RemoteLedger is { } remote)
        {
            services.AddSingleton<ICheckpointSource>(provider => ActivatorUtilities.CreateInstance<RemoteCheckpoints>(provider, remote));
            services.AddSingleton(provider => new RemoteProofs(remote, provider.GetRequiredService<CheckpointKeeper>()));
        }
        else
        {
            services.AddSingleton<ICheckpointSource, ClusterCheckpoints>();
        }

        services.AddSingleton<CheckpointGuard>();
        services.AddSingleton<CheckpointSigner>();
        services.AddSingleton<CheckpointGatherer>();
        services.AddSingleton<CheckpointKeeper>();
        services.AddSingleton<AvailabilityProver>();
    }
}
