using Microsoft.AspNetCore.Http;
using Walrus.Client.Http;
using Walrus.Client.StorageNodes;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Node.Migration;

namespace Walrus.Node.Http;

/// <summary>Shard synchronisation between nodes (HTTP interfaces 7.8).</summary>
internal sealed class MigrationHandlers(IStorageNode node, RequestBodies bodies, RequestSlots slots)
{
    public Task SyncShardAsync(HttpContext context)
    {
        BlsPublicKey sender = SenderOf(context);
        return slots.UseAsync(async () =>
        {
            SignedMessage request = await bodies.UseAsync(context, StorageNodeLimits.OtherBody, body => ValueTask.FromResult(Parse(body.Span)));
            ShardAnswer answer = await node.SyncShardAsync(request, sender, context.RequestAborted);
            context.Response.ContentType = WalrusJson.BcsMediaType;
            context.Response.ContentLength = answer.Length;
            await answer.CopyToAsync(context.Response.Body, context.RequestAborted);
        });
    }

    private static BlsPublicKey SenderOf(HttpContext context)
    {
        string? header = context.Request.Headers.Authorization;
        if (string.IsNullOrEmpty(header))
            throw new PlainTextRefusalException(StatusCodes.Status401Unauthorized, "the Authorization header with the sender's public key is missing");
        byte[] key = new byte[BlsPublicKey.Length];
        try
        {
            if (Convert.TryFromBase64String(header, key, out int length) && length == key.Length)
                return BlsPublicKey.Parse(key);
        }
        catch (ProtocolException)
        {
            // A point that is no key is as malformed as text that is no base64.
            throw NoKey();
        }

        throw NoKey();
    }

    private static SignedMessage Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return BcsFormat.FromBytes<SignedMessage>(body);
        }
        catch (ProtocolException malformed)
        {
            throw PlainTextRefusalException.Malformed($"the body is no signed message: {malformed.Message}");
        }
    }

    private static PlainTextRefusalException NoKey() =>
        PlainTextRefusalException.Malformed("the Authorization header is not a public key in base64");
}
