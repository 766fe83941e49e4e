using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Walrus.Client.StorageNodes;
using Walrus.Gateway;
using Walrus.Gateway.Development;
using Walrus.Gateway.Payments;
using Walrus.Grains;
using Walrus.Grains.Placement;
using Walrus.Hosting.Gateway;
using Walrus.Hosting.Nodes;
using Walrus.Hosting.Process;
using Walrus.Hosting.Transport;
using Walrus.Storage.Journals;

namespace Walrus.Hosting;

/// <summary>Puts the roles of a process together; used by the server and by the test network alike.</summary>
public static class WalrusHostingExtensions
{
    /// <summary>
    /// Adds everything that every process of a network has (clock, replica, actors), its storage nodes and its gateway. The host must
    /// be an Orleans silo; <see cref="UseWalrusNodes"/> makes it known which nodes it hosts.
    /// </summary>
    public static IHostApplicationBuilder AddWalrus(this IHostApplicationBuilder builder, ProcessParts parts)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(parts);
        builder.Services.AddSingleton(parts.Transport);
        builder.Services.AddSingleton<IStorageNodeConnector>(parts.Transport);
        builder.Services.AddWalrusActors(new ActorParts
        {
            Founding = parts.Founding,
            Journal = parts.Journal,
            RemoteLedger = parts.RemoteLedger,
            Snapshots = parts.Snapshots,
            Events = parts.Events,
            Checkpoints = parts.Checkpoints,
            Clock = parts.Clock,
            Account = parts.Account,
            Nodes = [.. parts.Nodes.Select(static hosted => hosted.Node)],
            SpoolFolder = parts.Gateway?.SpoolFolder ?? Path.GetTempPath(),
        });
        builder.AddWalrusNodes(parts.Nodes, parts.Scrub);
        if (parts is { Scrub: { } scrub, Journal: LocalLedgerJournal })
            builder.Services.AddHostedService(services => new LedgerScrub(parts.Journal, scrub, parts.Clock.Underlying, services.GetRequiredService<ILogger<LedgerScrub>>()));
        if (parts.Gateway is { } gateway)
            builder.AddWalrusGateway(gateway, parts.Account);
        return builder;
    }

    /// <summary>Tells the cluster which storage nodes this silo hosts, so that their grains come here.</summary>
    public static ISiloBuilder UseWalrusNodes(this ISiloBuilder silo, IReadOnlyList<HostedNode> nodes)
    {
        ArgumentNullException.ThrowIfNull(silo);
        return silo.UseSiloMetadata(new Dictionary<string, string>
        {
            [NodePinned.MetadataKey] = string.Join(',', nodes.Select(static hosted => hosted.Node.Name)),
        });
    }

    private static void AddWalrusNodes(this IHostApplicationBuilder builder, IReadOnlyList<HostedNode> nodes, ScrubPlan? scrub)
    {
        foreach (HostedNode node in nodes)
        {
            builder.Services.AddSingleton(services => new StorageNodeHost(node, services));
        }

        // One hosted service opens all listeners at once: a hosted service type is registered once, nodes are many.
        builder.Services.AddHostedService<StorageNodeHosts>();
        builder.Services.AddSingleton<INodeControls, NodeControls>();
        if (scrub is not null)
            builder.Services.AddHostedService(services => new NodeScrubs(scrub, services));
    }

    private static void AddWalrusGateway(this IHostApplicationBuilder builder, GatewayParts parts, Ledger.Accounts.Ed25519Account account)
    {
        builder.Services.AddSingleton(new GatewayOptions
        {
            Account = account,
            SpoolFolder = parts.SpoolFolder,
            MaxBodySize = parts.MaxBodySize,
            EncodeMemory = parts.EncodeMemory,
            Development = parts.Development,
        });
        builder.Services.AddReadPayments(parts.Vouchers, parts.Settlement);
        builder.Services.AddSingleton<GatewayHost>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<GatewayHost>());
    }
}
