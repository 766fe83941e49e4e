using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Walrus.Client.Buffers;
using Walrus.Client.StorageNodes;
using Walrus.Client.Work;
using Walrus.Client.Writing;
using Walrus.Core.Parameters;
using Walrus.Gateway.Aggregating;
using Walrus.Gateway.Development;
using Walrus.Gateway.Documents;
using Walrus.Gateway.LedgerApi;
using Walrus.Gateway.Payments;
using Walrus.Gateway.Publishing;
using Walrus.Grains.Contracts.Blobs;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;

namespace Walrus.Gateway;

/// <summary>Maps the gateway's routes: publisher, aggregator, ledger API and, where they are allowed, the development controls.</summary>
public static class GatewayApi
{
    /// <summary>Maps the routes with what <paramref name="services"/> holds; the replica must have read the genesis.</summary>
    public static IEndpointRouteBuilder MapWalrusGateway(this IEndpointRouteBuilder routes, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(routes);
        GatewayOptions options = services.GetRequiredService<GatewayOptions>();
        IHostApplicationLifetime lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        PublisherEndpoints publisher = CreatePublisher(services, options);
        AggregatorEndpoints aggregator = ActivatorUtilities.CreateInstance<AggregatorEndpoints>(services, ActivatorUtilities.CreateInstance<Aggregator>(services));
        lifetime.ApplicationStopped.Register(publisher.Dispose);
        lifetime.ApplicationStopped.Register(aggregator.Dispose);
        publisher.Map(routes);
        aggregator.Map(routes);
        new ReadChannelEndpoint(services.GetRequiredService<ReadPayments>()).Map(routes);
        routes.MapLedgerApi(services);
        ApiDocument.Map(routes);
        if (options.Development is { } account)
            ActivatorUtilities.CreateInstance<DevelopmentEndpoints>(services, account).Map(routes);
        return routes;
    }

    private static PublisherEndpoints CreatePublisher(IServiceProvider services, GatewayOptions options)
    {
        CommitteeDirectory committees = services.GetRequiredService<CommitteeDirectory>();
        RedStuffParameters parameters = committees.Current.Parameters;
        IGrainFactory grains = services.GetRequiredService<IGrainFactory>();
        TimeProvider time = services.GetRequiredService<NetworkClock>().Underlying;
        BlobUploader uploader = new(
            services.GetRequiredService<StorageNodeClients>(),
            new MemoryBudget(options.EncodeMemory, time),
            services.GetRequiredService<BoundedWork>(),
            time,
            verifier: services.GetRequiredService<LedgerFounding>().Signatures);
        Publisher publisher = new(
            blob => grains.GetGrain<IBlobGrain>(blob.ToString()),
            services.GetRequiredService<LedgerReplica>(),
            committees,
            services.GetRequiredService<AccountSubmitters>().For(options.Account),
            uploader,
            time,
            services.GetRequiredService<ILogger<Publisher>>());
        long limit = options.MaxBodySize ?? parameters.MaxBlobSize;
        return new PublisherEndpoints(publisher, new BodyLimit(limit, parameters), options.SpoolFolder, new MemoryBudget(options.SpoolMemory, time));
    }
}
