using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;

namespace Walrus.Node.Http;

/// <summary>Storage confirmations, with a bounded number of requests that wait for a registration (HTTP interfaces 7.3).</summary>
internal sealed class ConfirmationHandlers(IStorageNode node, StorageNodeApiOptions options)
{
    private int _waiting;

    public Task PermanentAsync(HttpContext context) => ConfirmAsync(context, context.Blob(), BlobPersistence.Permanent);

    public Task DeletableAsync(HttpContext context) => ConfirmAsync(context, context.Blob(), BlobPersistence.Deletable(context.Object()));

    private async Task ConfirmAsync(HttpContext context, BlobId blob, BlobPersistence persistence)
    {
        bool wants = context.Flag("wait_for_registration");
        TimeSpan asked = context.Milliseconds("wait_millis") ?? options.ConfirmationWait;
        TimeSpan wait = wants ? TimeSpan.FromTicks(Math.Min(asked.Ticks, options.ConfirmationWait.Ticks)) : TimeSpan.Zero;
        SignedMessage signed = await WaitingAsync(wait, granted => node.ConfirmAsync(blob, persistence, granted, context.RequestAborted));
        await context.SuccessAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("signed"u8);
            JsonSerializer.Serialize(writer, signed);
            writer.WriteEndObject();
        });
    }

    private async ValueTask<SignedMessage> WaitingAsync(TimeSpan wait, Func<TimeSpan, ValueTask<SignedMessage>> confirm)
    {
        if (wait == TimeSpan.Zero)
            return await confirm(TimeSpan.Zero);
        try
        {
            bool admitted = Interlocked.Increment(ref _waiting) <= options.ConfirmationWaiters;
            return await confirm(admitted ? wait : TimeSpan.Zero);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
