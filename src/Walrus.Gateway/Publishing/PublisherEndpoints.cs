using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Walrus.Client.Buffers;
using Walrus.Client.Http;
using Walrus.Client.Writing;
using Walrus.Gateway.Http;
using Walrus.Grains.Ledger;
using Walrus.Storage.Spooling;

namespace Walrus.Gateway.Publishing;

/// <summary><c>PUT /v1/blobs</c> (HTTP interfaces 5.1).</summary>
/// <param name="publisher">Stores what came.</param>
/// <param name="limit">The longest body.</param>
/// <param name="spoolFolder">Where bodies wait that are not kept in memory.</param>
/// <param name="spoolMemory">For bodies of announced length that are.</param>
internal sealed class PublisherEndpoints(Publisher publisher, BodyLimit limit, string spoolFolder, MemoryBudget spoolMemory) : IDisposable
{
    private const int ConcurrentStores = 8;
    private const int LargestInMemory = 32 << 20;
    private readonly RequestGate _gate = new(ConcurrentStores, ConcurrentStores);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPut("/v1/blobs", (RequestDelegate)StoreAsync);

    public void Dispose() => _gate.Dispose();

    private async Task StoreAsync(HttpContext http)
    {
        using IDisposable? pass = await _gate.EnterAsync(http.RequestAborted);
        if (pass is null)
        {
            await Answer.TextAsync(http, StatusCodes.Status429TooManyRequests, "the publisher is receiving too many requests; please try again later");
            return;
        }

        StoreRequest request;
        try
        {
            request = StoreRequest.Parse(http.Request.Query);
        }
        catch (QueryException malformed)
        {
            await Answer.TextAsync(http, StatusCodes.Status400BadRequest, malformed.Message);
            return;
        }

        if (request.ContradictoryPersistence)
            await Answer.ErrorAsync(http, ErrorStatus.InvalidArgument, "INVALID_BLOB_PERSISTENCE", "a blob cannot be both permanent and deletable");
        else
            await SpoolAndStoreAsync(http, request);
    }

    private async Task SpoolAndStoreAsync(HttpContext http, StoreRequest request)
    {
        if (http.Request.ContentLength is { } announced && announced > limit.Bytes)
        {
            await Answer.TextAsync(http, StatusCodes.Status413PayloadTooLarge, limit.Explain(announced));
            return;
        }

        // The limit is this endpoint's own, so that the answer can explain it; Kestrel's would only cut the connection.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } kestrel)
            kestrel.MaxRequestBodySize = null;
        using MemoryLease? room = TryMakeRoom(http.Request.ContentLength);
        await using BlobSpool spool = new(spoolFolder, (int?)room?.Bytes ?? BlobSpool.DefaultMemoryThreshold);
        if (!await ReadBodyAsync(http, spool))
        {
            await Answer.TextAsync(http, StatusCodes.Status413PayloadTooLarge, limit.Explain(null));
            return;
        }

        await AnswerAsync(http, request, spool);
    }

    private MemoryLease? TryMakeRoom(long? announced) =>
        announced is > BlobSpool.DefaultMemoryThreshold and <= LargestInMemory ? spoolMemory.TryTake(announced.Value) : null;

    private async Task AnswerAsync(HttpContext http, StoreRequest request, BlobSpool spool)
    {
        try
        {
            StoreOutcome outcome = await publisher.StoreAsync(spool, request, http.RequestAborted);
            int code = outcome is StoreOutcome.MarkedInvalid ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
            await Answer.JsonAsync(http, json => StoreOutcomeJson.Write(json, outcome), code);
        }
        catch (InvalidLifetimeException lifetime)
        {
            await Answer.ErrorAsync(http, ErrorStatus.InvalidArgument, "INVALID_EPOCHS", lifetime.Message);
        }
        catch (LifetimeOverException over)
        {
            await Answer.ErrorAsync(http, ErrorStatus.DeadlineExceeded, "LIFETIME_OVER", over.Message);
        }
        catch (InsufficientConfirmationsException insufficient)
        {
            await Answer.ErrorAsync(http, ErrorStatus.DeadlineExceeded, "INSUFFICIENT_CONFIRMATIONS", insufficient.Message);
        }
        catch (MemoryBudgetException)
        {
            await Answer.TextAsync(http, StatusCodes.Status429TooManyRequests, "the publisher has no memory left to encode this blob; please try again later");
        }
        catch (LedgerRefusedException refused)
        {
            await Answer.EnvelopeAsync(http, refused.ToEnvelope());
        }
    }

    /// <summary>False when the body passes the limit.</summary>
    private async Task<bool> ReadBodyAsync(HttpContext http, BlobSpool spool)
    {
        while (true)
        {
            System.IO.Pipelines.ReadResult read = await http.Request.BodyReader.ReadAsync(http.RequestAborted);
            foreach (ReadOnlyMemory<byte> segment in read.Buffer)
            {
                if (spool.Length + segment.Length > limit.Bytes)
                    return false;
                await spool.WriteAsync(segment, http.RequestAborted);
            }

            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return true;
        }
    }
}
