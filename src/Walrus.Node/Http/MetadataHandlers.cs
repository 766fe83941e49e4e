using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Walrus.Client.Http;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;

namespace Walrus.Node.Http;

/// <summary>Blob metadata (HTTP interfaces 7.1).</summary>
internal sealed class MetadataHandlers(IStorageNode node, RequestBodies bodies)
{
    private static readonly StoreAnswers PutAnswers =
        new("metadata successfully stored", "metadata already stored", "metadata buffered pending registration");

    public async Task GetAsync(HttpContext context) =>
        await context.BcsAsync(await node.GetMetadataAsync(context.Blob(), context.RequestAborted));

    public async Task PutAsync(HttpContext context)
    {
        BlobId blob = context.Blob();
        // Uploads are not buffered: "pending" must parse, and changes nothing.
        context.Flag("pending");
        RequireBcs(context.Request.ContentType);
        StoreOutcome outcome = await bodies.UseAsync(
            context, StorageNodeLimits.OtherBody, body => node.PutMetadataAsync(blob, body, context.RequestAborted));
        await PutAnswers.WriteAsync(context, outcome);
    }

    public async Task StatusAsync(HttpContext context)
    {
        StoredStatus status = await node.MetadataStatusAsync(context.Blob(), context.RequestAborted);
        await context.SuccessAsync(StatusCodes.Status200OK, status.WireName());
    }

    private static void RequireBcs(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
            return;
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals(WalrusJson.BcsMediaType, StringComparison.OrdinalIgnoreCase))
            throw new StorageNodeRefusalException(StorageNodeReason.InvalidContentType, $"metadata are {WalrusJson.BcsMediaType}");
    }
}
