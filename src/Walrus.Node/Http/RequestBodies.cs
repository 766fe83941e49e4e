using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Walrus.Client.Buffers;

namespace Walrus.Node.Http;

/// <summary>
/// Reads request bodies into pooled buffers, within a limit for each and a budget for all. The reserved memory is given
/// back with the body.
/// </summary>
internal sealed class RequestBodies(MemoryBudget budget, TimeSpan budgetWait)
{
    private const int FirstBuffer = 64 * 1024;

    /// <summary>Reads the whole body and hands it to <paramref name="use"/>, which must be done with it when it completes.</summary>
    public async Task<T> UseAsync<T>(HttpContext context, int limit, Func<ReadOnlyMemory<byte>, ValueTask<T>> use)
    {
        Admit(context, limit);
        int? declared = (int?)context.Request.ContentLength;
        using MemoryLease lease = await TakeMemoryAsync(declared ?? limit, context.RequestAborted);
        PooledBytes buffer = PooledBytes.Rent((declared ?? Math.Min(FirstBuffer, limit)) + 1);
        try
        {
            int length = 0;
            while (await context.Request.Body.ReadAsync(buffer.Memory[length..], context.RequestAborted) is var read and > 0)
            {
                length += read;
                if (length > limit)
                    throw TooLarge(limit);
                if (length == buffer.Memory.Length)
                    buffer = Grow(buffer, (int)Math.Min(2L * length, limit + 1L));
            }

            return await use(buffer.Memory[..length]);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static void Admit(HttpContext context, int limit)
    {
        // A declared length is refused before the client is told to send it.
        if (context.Request.ContentLength > limit)
            throw TooLarge(limit);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = limit;
    }

    private async ValueTask<MemoryLease> TakeMemoryAsync(int bytes, CancellationToken cancellation)
    {
        try
        {
            return await budget.TakeAsync(bytes, budgetWait, cancellation);
        }
        catch (MemoryBudgetException)
        {
            throw new PlainTextRefusalException(
                StatusCodes.Status429TooManyRequests, "the storage node is receiving too many requests; please try again later");
        }
    }

    private static PooledBytes Grow(PooledBytes small, int capacity)
    {
        PooledBytes large = PooledBytes.Rent(capacity);
        small.Memory.CopyTo(large.Memory);
        small.Dispose();
        return large;
    }

    private static PlainTextRefusalException TooLarge(int limit) =>
        new(StatusCodes.Status413PayloadTooLarge, $"the request body exceeds the limit of {limit} bytes");
}
