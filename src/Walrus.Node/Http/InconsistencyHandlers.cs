using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;

namespace Walrus.Node.Http;

/// <summary>Proofs that a blob is inconsistent (HTTP interfaces 7.6).</summary>
internal sealed class InconsistencyHandlers(IStorageNode node, RequestBodies bodies, RequestSlots slots)
{
    public Task JudgeAsync(HttpContext context)
    {
        BlobId blob = context.Blob();
        Axis axis = context.Axis();
        return slots.UseAsync(async () =>
        {
            SignedMessage signed = await bodies.UseAsync(
                context, StorageNodeLimits.ProofBody(node.Parameters), proof => node.JudgeProofAsync(blob, axis, proof, context.RequestAborted));
            await context.SuccessAsync(StatusCodes.Status200OK, writer => JsonSerializer.Serialize(writer, signed));
        });
    }
}
