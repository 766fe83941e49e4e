using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;

namespace Walrus.Gateway.LedgerApi;

/// <summary>Maps the routes of the ledger API (interfaces 2).</summary>
internal static class LedgerApiRoutes
{
    public static void MapLedgerApi(this IEndpointRouteBuilder routes, IServiceProvider services)
    {
        LedgerReplica replica = services.GetRequiredService<LedgerReplica>();
        NetworkClock clock = services.GetRequiredService<NetworkClock>();
        IHostApplicationLifetime lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        LedgerReads reads = new(replica, clock);
        LedgerHistory history = services.GetRequiredService<LedgerHistory>();
        BlockEndpoint blocks = new(reads, replica, services.GetRequiredService<LedgerArchive>(), history);
        SubmitEndpoint submit = new(reads, replica, services.GetRequiredService<ILedgerOrderer>(), clock);
        SimulateEndpoint simulate = new(reads, replica, clock);
        foreach (IDisposable endpoint in (IDisposable[])[blocks, submit, simulate])
            lifetime.ApplicationStopped.Register(endpoint.Dispose);
        new LedgerInfoEndpoint(reads).Map(routes);
        new AccountEndpoint(reads).Map(routes);
        new ObjectEndpoint(reads).Map(routes);
        new EventsEndpoint(reads, history, new EventStream(replica, history, clock, lifetime.ApplicationStopping)).Map(routes);
        blocks.Map(routes);
        new ProofEndpoints(reads, services.GetRequiredService<AvailabilityProver>(), services.GetRequiredService<CheckpointKeeper>(), replica).Map(routes);
        submit.Map(routes);
        simulate.Map(routes);
    }
}
