using Microsoft.AspNetCore.Http;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Core.Recovery;

namespace Walrus.Node.Http;

/// <summary>Recovery and decoding symbols (HTTP interfaces 7.5).</summary>
internal sealed class SymbolHandlers(IStorageNode node, RequestSlots slots)
{
    public Task RecoveryAsync(HttpContext context)
    {
        BlobId blob = context.Blob();
        SymbolFilter filter = FilterOf(context);
        return slots.UseAsync(async () => await context.BcsAsync(await node.GetRecoverySymbolsAsync(blob, filter, context.RequestAborted)));
    }

    public Task DecodingAsync(HttpContext context)
    {
        BlobId blob = context.Blob();
        Axis axis = context.AxisOf("targetType") ?? throw PlainTextRefusalException.Malformed("Failed to deserialize query string: missing field targetType");
        SliverIndex[] targets = [.. context.Indices("targetSlivers")];
        return slots.UseAsync(async () => await context.BcsAsync(await node.GetDecodingSymbolsAsync(blob, axis, targets, context.RequestAborted)));
    }

    private static SymbolFilter FilterOf(HttpContext context)
    {
        SymbolId[] cells = [.. context.Request.Query["id"].Select(Parse)];
        SliverIndex[] target = [.. context.Indices("targetSliver")];
        Axis? targetType = context.AxisOf("targetType"), proofAxis = context.AxisOf("proofAxis");
        if (cells.Length > 0 && (target.Length > 0 || targetType is not null))
            throw new StorageNodeRefusalException(StorageNodeReason.InvalidFilter, "either symbols are named or the sliver they are for, not both");
        if (cells.Length > 0)
            return new SymbolFilter.Cells(cells, proofAxis);
        if (target.Length != 1 || targetType is not { } axis)
            throw PlainTextRefusalException.Malformed("Failed to deserialize query string: it has neither id nor targetSliver with targetType");
        return new SymbolFilter.Target(axis, target[0], proofAxis);
    }

    private static SymbolId Parse(string? text) => SymbolId.TryParse(text, out SymbolId id)
        ? id
        : throw PlainTextRefusalException.Malformed("Failed to deserialize query string: id is not two indices joined by a hyphen");
}
