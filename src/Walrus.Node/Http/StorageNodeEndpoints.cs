using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Walrus.Client.Buffers;

namespace Walrus.Node.Http;

/// <summary>The routes of the storage-node HTTP API (HTTP interfaces 7).</summary>
public static class StorageNodeEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Writing = [HttpMethods.Put];
    private static readonly string[] Asking = [HttpMethods.Post];

    /// <summary>Maps the API of one node; the names in the templates are what metrics call the routes. The clock comes from the services, or is the system's.</summary>
    /// <param name="routes">Where the routes go.</param>
    /// <param name="node">The node behind them.</param>
    /// <param name="options">Limits; the defaults suit a node of a public network.</param>
    public static IEndpointRouteBuilder MapStorageNodeApi(
        this IEndpointRouteBuilder routes, IStorageNode node, StorageNodeApiOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(node);
        options ??= new StorageNodeApiOptions();
        TimeProvider time = routes.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
        RefusalGuard guard = new(routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StorageNodeEndpoints)));
        RequestBodies bodies = new(new MemoryBudget(options.BodyMemory, time), options.BodyMemoryWait);
        MetadataHandlers metadata = new(node, bodies);
        SliverHandlers slivers = new(node, bodies);
        ConfirmationHandlers confirmations = new(node, options);
        StatusHandlers status = new(node);
        SymbolHandlers symbols = new(node, new RequestSlots(options.SymbolRequests));
        InconsistencyHandlers inconsistencies = new(node, bodies, new RequestSlots(options.ProofRequests));
        MigrationHandlers migration = new(node, bodies, new RequestSlots(options.SyncRequests));

        void Map(string pattern, string[] methods, RequestDelegate handler) => routes.MapMethods(pattern, methods, guard.Around(handler));
        Map("/v1/blobs/{blob_id}/metadata", Reading, metadata.GetAsync);
        Map("/v1/blobs/{blob_id}/metadata", Writing, metadata.PutAsync);
        Map("/v1/blobs/{blob_id}/metadata/status", Reading, metadata.StatusAsync);
        Map("/v1/blobs/{blob_id}/slivers/{sliver_pair_index}/{sliver_type}", Reading, slivers.GetAsync);
        Map("/v1/blobs/{blob_id}/slivers/{sliver_pair_index}/{sliver_type}", Writing, slivers.PutAsync);
        Map("/v1/blobs/{blob_id}/slivers/{sliver_pair_index}/{sliver_type}/status", Reading, slivers.StatusAsync);
        Map("/v1/blobs/{blob_id}/confirmation/permanent", Reading, confirmations.PermanentAsync);
        Map("/v1/blobs/{blob_id}/confirmation/deletable/{object_id}", Reading, confirmations.DeletableAsync);
        Map("/v1/blobs/{blob_id}/status", Reading, status.BlobAsync);
        Map("/v1/blobs/{blob_id}/recoverySymbols", Reading, symbols.RecoveryAsync);
        Map("/v1/blobs/{blob_id}/decodingSymbols", Reading, symbols.DecodingAsync);
        Map("/v1/blobs/{blob_id}/inconsistencyProof/{sliver_type}", Asking, inconsistencies.JudgeAsync);
        Map("/v1/migrate/sync_shard", Asking, migration.SyncShardAsync);
        Map("/v1/health", Reading, status.HealthAsync);
        return routes;
    }
}
