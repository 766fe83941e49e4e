using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Walrus.Client.StorageNodes;
using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Grains.Contracts.Nodes;

namespace Walrus.Node.Http;

/// <summary>
/// A node's signature under a block of the ledger, for whoever gathers a checkpoint: the committee may be spread over several clusters,
/// whose nodes know each other by HTTP alone (rulings 24). An addition to the storage-node API.
/// </summary>
public static class CheckpointEndpoints
{
    private const int SignedAtOnce = 4;
    private static readonly string[] Methods = [HttpMethods.Get];

    /// <summary>Maps <c>GET /v1/checkpoints/{height}/signature</c>, which answers as the routes of confirmations do.</summary>
    public static IEndpointRouteBuilder MapCheckpointApi(this IEndpointRouteBuilder routes, INodeGrain node)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(node);
        RefusalGuard guard = new(routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CheckpointEndpoints)));
        RequestSlots slots = new(SignedAtOnce);
        routes.MapMethods("/v1/checkpoints/{height}/signature", Methods, guard.Around(context => slots.UseAsync(() => SignAsync(context, node))));
        return routes;
    }

    private static async Task SignAsync(HttpContext context, INodeGrain node)
    {
        if (!ulong.TryParse(context.GetRouteValue("height") as string, NumberStyles.None, CultureInfo.InvariantCulture, out ulong height))
            throw PlainTextRefusalException.Malformed("Invalid URL: the height is not a number of 64 bits");
        byte[] bytes = await node.SignCheckpointAsync(height)
            ?? throw new StorageNodeRefusalException(StorageNodeReason.Unavailable, $"block {height} has not been executed by this node yet");
        SignedMessage signed = BcsFormat.FromBytes<SignedMessage>(bytes);
        await context.SuccessAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("signed"u8);
            JsonSerializer.Serialize(writer, signed);
            writer.WriteEndObject();
        });
    }
}
