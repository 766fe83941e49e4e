using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Walrus.Hosting.Options;
using Walrus.Hosting.Process;

namespace Walrus.Hosting;

/// <summary>
/// The silo of one process of a cluster: where it listens unless the configuration says so, and how soon a dead one is noticed
/// (rulings 23).
/// </summary>
internal static class ClusterSilo
{
    private const string Endpoints = "Orleans:Endpoints";
    private const string DefaultId = "walrus";

    // For machines that fall silent. A process that ends is noticed by others that connect in vain (FallenSilos), so a probe can be
    // patient: on a machine with more to do than it can, an answer takes seconds, and who does not answer is not dead.
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);
    private const int MissedProbes = 3;
    private static readonly TimeSpan AliveSign = TimeSpan.FromSeconds(5);

    public static ISiloBuilder UseWalrusCluster(this ISiloBuilder silo, ServerOptions options, IConfiguration configuration)
    {
        IConfigurationSection endpoints = configuration.GetSection(Endpoints);
        silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ClusterId = configuration["Orleans:ClusterId"] ?? DefaultId;
            cluster.ServiceId = configuration["Orleans:ServiceId"] ?? DefaultId;
        });
        silo.Configure<EndpointOptions>(endpoint =>
        {
            if (endpoints["AdvertisedIPAddress"] is null && IPAddress.IsLoopback(options.Bind))
                endpoint.AdvertisedIPAddress = options.Bind;
            if (endpoints["SiloPort"] is null)
                endpoint.SiloPort = LocalPorts.FindFree();
            // Every process that calls an actor is a silo itself: there are no clients to let in.
            if (endpoints["GatewayPort"] is null)
                endpoint.GatewayPort = 0;
        });
        silo.Services.AddHostedService<FallenSilos>();
        return silo.Configure<ClusterMembershipOptions>(static membership =>
        {
            membership.ProbeTimeout = ProbeTimeout;
            membership.NumMissedProbesLimit = MissedProbes;
            membership.NumVotesForDeathDeclaration = 2;
            membership.TableRefreshTimeout = AliveSign;
            membership.IAmAliveTablePublishTimeout = AliveSign;
        });
    }
}
