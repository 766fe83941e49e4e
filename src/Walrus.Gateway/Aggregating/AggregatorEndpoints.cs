using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Walrus.Client.Buffers;
using Walrus.Client.Http;
using Walrus.Client.Reading;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Gateway.Http;
using Walrus.Gateway.Payments;

namespace Walrus.Gateway.Aggregating;

/// <summary><c>GET</c> and <c>HEAD /v1/blobs/{blob_id}</c> (HTTP interfaces 4.1, 4.2).</summary>
internal sealed partial class AggregatorEndpoints(Aggregator aggregator, ReadPayments payments, ILogger<AggregatorEndpoints> logger) : IDisposable
{
    private const int ConcurrentReads = 256;
    private const int ConcurrentAndWaitingReads = 320;
    private readonly RequestGate _gate = new(ConcurrentReads, ConcurrentAndWaitingReads);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/v1/blobs/{blob_id}", [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)ReadAsync);

    public void Dispose() => _gate.Dispose();

    private async Task ReadAsync(HttpContext http)
    {
        using IDisposable? pass = await _gate.EnterAsync(http.RequestAborted);
        if (pass is null)
            await Answer.TextAsync(http, StatusCodes.Status429TooManyRequests, "the aggregator is receiving too many requests; please try again later");
        else if (!BlobId.TryParse((string?)http.Request.RouteValues["blob_id"], out BlobId blob))
            await Answer.TextAsync(http, StatusCodes.Status400BadRequest, "the path does not hold a blob id: 43 characters of URL-safe base64");
        else
            await ReadAsync(http, blob);
    }

    private async Task ReadAsync(HttpContext http, BlobId blob)
    {
        try
        {
            QueryReader query = new(http.Request.Query, "strict_consistency_check", "skip_consistency_check");
            (bool strict, bool skip) = (query.Flag("strict_consistency_check") ?? false, query.Flag("skip_consistency_check") ?? false);
            if (strict && skip)
                await Answer.ErrorAsync(http, ErrorStatus.InvalidArgument, "INVALID_CONSISTENCY_CHECK", "strict and skip exclude each other");
            else if (IsUnchanged(http.Request, blob))
                http.Response.StatusCode = StatusCodes.Status304NotModified;
            else
                await SendAsync(http, blob, strict ? ConsistencyCheck.Strict : skip ? ConsistencyCheck.Skip : ConsistencyCheck.Default);
        }
        catch (QueryException malformed)
        {
            await Answer.TextAsync(http, StatusCodes.Status400BadRequest, malformed.Message);
        }
        catch (BlobNotFoundException unknown)
        {
            await Answer.ErrorAsync(http, ErrorStatus.NotFound, "BLOB_NOT_FOUND", unknown.Message);
        }
        catch (PaymentRequiredException unpaid)
        {
            await Answer.EnvelopeAsync(http, new ErrorEnvelope(ErrorStatus.PaymentRequired, unpaid.Reason, ErrorDomains.Daemon, unpaid.Message) { Metadata = unpaid.Terms.ToMetadata() });
        }
        catch (ReadsUnsettledException unsettled)
        {
            await Answer.ErrorAsync(http, ErrorStatus.Unavailable, "READS_UNSETTLED", unsettled.Message);
        }
        catch (MemoryBudgetException) when (!http.Response.HasStarted)
        {
            await Answer.TextAsync(http, StatusCodes.Status429TooManyRequests, "the aggregator has no memory left to rebuild this blob; please try again later");
        }
        catch (BlobUnavailableException unavailable) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            await Answer.ErrorAsync(http, ErrorStatus.Unavailable, "BLOB_UNAVAILABLE", unavailable.Message);
        }
        catch (InconsistentBlobException inconsistent) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            await Answer.ErrorAsync(http, ErrorStatus.NotFound, "BLOB_NOT_FOUND", inconsistent.Message);
        }
        catch (Exception broken) when (http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            // After the first byte only a broken connection tells the client that the rest is missing.
            Log.BrokenOff(logger, blob, broken);
            http.Abort();
        }
    }

    private async Task SendAsync(HttpContext http, BlobId blob, ConsistencyCheck check)
    {
        VerifiedBlobMetadata metadata = await aggregator.FindAsync(blob, http.RequestAborted);
        long size = metadata.UnencodedLength;
        ByteRange? part = null;
        if (http.Request.Headers.Range.ToString() is { Length: > 0 } header)
        {
            if (!RangeHeader.TryParse(header, size, out ByteRange parsed))
            {
                http.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{size}");
                await Answer.ErrorAsync(http, ErrorStatus.RangeNotSatisfiable, "INVALID_BYTE_RANGE", $"'{header}' is not one range within {size} bytes");
                return;
            }

            part = parsed;
        }

        // Headers alone cost nothing.
        bool isWanted = HttpMethods.IsGet(http.Request.Method);
        using PaidRead paid = isWanted ? await payments.AdmitAsync(http.Request, part?.Length ?? size, http.RequestAborted) : PaidRead.Free;
        await using BlobRead read = paid.Count(await aggregator.OpenAsync(metadata, part, check, http.RequestAborted));
        SetHeaders(http, blob, size, part);
        if (isWanted)
            await read.CopyToAsync(http.Response.BodyWriter, http.RequestAborted);
    }

    private static void SetHeaders(HttpContext http, BlobId blob, long size, ByteRange? part)
    {
        IHeaderDictionary headers = http.Response.Headers;
        http.Response.StatusCode = part is null ? StatusCodes.Status200OK : StatusCodes.Status206PartialContent;
        // Without quotation marks, as existing clients compare it (rulings 26).
        headers["ETag"] = blob.ToString();
        headers.CacheControl = "public, max-age=86400, stale-while-revalidate=3600";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentType = ContentTypeOf(http.Request);
        headers.ContentLength = part?.Length ?? size;
        if (part is { } range)
            headers.ContentRange = RangeHeader.ContentRange(range, size);
    }

    /// <summary>Blobs have no type of their own: the request's wish comes back (HTTP interfaces 4.1).</summary>
    private static string ContentTypeOf(HttpRequest request)
    {
        string accept = request.Headers.Accept.ToString();
        if (accept.Length > 0 && !accept.Contains('*'))
            return accept;
        return HttpMethods.IsGet(request.Method) && request.ContentType is { Length: > 0 } own ? own : WalrusJson.BcsMediaType;
    }

    private static bool IsUnchanged(HttpRequest request, BlobId blob)
    {
        string tag = blob.ToString();
        return request.Headers.IfNoneMatch
            .SelectMany(static value => (value ?? "").Split(','))
            .Select(static value => value.Trim().Replace("W/", "", StringComparison.Ordinal).Trim('"'))
            .Any(candidate => candidate == tag);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The read of blob {Blob} broke off after its first byte.")]
        public static partial void BrokenOff(ILogger logger, BlobId blob, Exception broken);
    }
}
