using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Walrus.Client.Buffers;

namespace Walrus.Node.Http;

/// <summary>
/// Reads request bodies into pooled buffers, within a limit for each and a budget for all; what came as one piece is used where it lies.
/// The reserved memory is given back with the body.
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
        PipeReader reader = context.Request.BodyReader;
        ReadResult first = await reader.ReadAsync(context.RequestAborted);
        // A client of the same process may have sent all of it from where it lies.
        if (first.Buffer.IsSingleSegment && first.Buffer.Length == declared && declared <= limit)
            return await UseInPlaceAsync(reader, first.Buffer, use);
        return await CopyAndUseAsync(context, first, PooledBytes.Rent(declared ?? Math.Min(FirstBuffer, limit)), limit, use);
    }

    private static async Task<T> UseInPlaceAsync<T>(PipeReader reader, ReadOnlySequence<byte> body, Func<ReadOnlyMemory<byte>, ValueTask<T>> use)
    {
        try
        {
            return await use(body.First);
        }
        finally
        {
            reader.AdvanceTo(body.End);
        }
    }

    private static async Task<T> CopyAndUseAsync<T>(
        HttpContext context, ReadResult first, PooledBytes buffer, int limit, Func<ReadOnlyMemory<byte>, ValueTask<T>> use)
    {
        PipeReader reader = context.Request.BodyReader;
        try
        {
            int length = 0;
            for (ReadResult read = first; ; read = await reader.ReadAsync(context.RequestAborted))
            {
                buffer = Append(buffer, length, read.Buffer, limit);
                length += (int)read.Buffer.Length;
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    return await use(buffer.Memory[..length]);
            }
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

    /// <summary>The buffer with the bytes behind its first ones, or a larger one in its place.</summary>
    private static PooledBytes Append(PooledBytes buffer, int length, ReadOnlySequence<byte> bytes, int limit)
    {
        long total = length + bytes.Length;
        if (total > limit)
            throw TooLarge(limit);
        if (total > buffer.Memory.Length)
        {
            PooledBytes larger = PooledBytes.Rent((int)Math.Min(Math.Max(2L * buffer.Memory.Length, total), limit));
            buffer.Memory[..length].CopyTo(larger.Memory);
            buffer.Dispose();
            buffer = larger;
        }
        bytes.CopyTo(buffer.Memory.Span[length..]);
        return buffer;
    }

    private static PlainTextRefusalException TooLarge(int limit) =>
        new(StatusCodes.Status413PayloadTooLarge, $"the request body exceeds the limit of {limit} bytes");
}
