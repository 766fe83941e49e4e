using Microsoft.AspNetCore.Http;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;

namespace Walrus.Node.Http;

/// <summary>Slivers (HTTP interfaces 7.2).</summary>
internal sealed class SliverHandlers(IStorageNode node, RequestBodies bodies)
{
    private static readonly StoreAnswers PutAnswers =
        new("sliver stored successfully", "sliver already stored", "sliver buffered pending registration");

    public async Task GetAsync(HttpContext context)
    {
        SliverPath path = SliverPath.Of(context, node);
        await context.BcsAsync(await node.GetSliverAsync(path.Blob, path.Pair, path.Axis, context.RequestAborted));
    }

    public async Task PutAsync(HttpContext context)
    {
        SliverPath path = SliverPath.Of(context, node);
        // Uploads are not buffered: "pending" must parse, and changes nothing.
        context.Flag("pending");
        StoreOutcome outcome = await bodies.UseAsync(
            context,
            StorageNodeLimits.SliverBody(node.Parameters),
            body => node.PutSliverAsync(path.Blob, path.Pair, path.Axis, body, context.RequestAborted));
        await PutAnswers.WriteAsync(context, outcome);
    }

    public async Task StatusAsync(HttpContext context)
    {
        SliverPath path = SliverPath.Of(context, node);
        StoredStatus status = await node.SliverStatusAsync(path.Blob, path.Pair, path.Axis, context.RequestAborted);
        await context.SuccessAsync(StatusCodes.Status200OK, status.WireName());
    }

    private readonly record struct SliverPath(BlobId Blob, SliverPairIndex Pair, Axis Axis)
    {
        // The type is read before the pair: text that does not parse goes before an index that is out of range.
        public static SliverPath Of(HttpContext context, IStorageNode node)
        {
            BlobId blob = context.Blob();
            Axis axis = context.Axis();
            return new SliverPath(blob, context.Pair(node.Parameters), axis);
        }
    }
}
