using Microsoft.AspNetCore.Http;
using Walrus.Client.StorageNodes;

namespace Walrus.Node.Http;

/// <summary>The node's view of a blob, and of itself (HTTP interfaces 7.4, 7.7).</summary>
internal sealed class StatusHandlers(IStorageNode node)
{
    public async Task BlobAsync(HttpContext context)
    {
        BlobStatus status = await node.BlobStatusAsync(context.Blob(), context.RequestAborted);
        await context.SuccessAsync(StatusCodes.Status200OK, writer => BlobStatusJson.Write(writer, status));
    }

    public async Task HealthAsync(HttpContext context)
    {
        NodeHealth health = await node.HealthAsync(context.Flag("detailed"), context.RequestAborted);
        await context.SuccessAsync(StatusCodes.Status200OK, writer => NodeHealthJson.Write(writer, health));
    }
}
