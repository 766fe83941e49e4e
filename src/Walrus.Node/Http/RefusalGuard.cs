using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Walrus.Client.Http;
using Walrus.Client.StorageNodes;
using Walrus.Storage.Slivers;

namespace Walrus.Node.Http;

/// <summary>Turns what a handler throws into the answer of HTTP interfaces 2; unexpected failures are logged and not shown.</summary>
internal sealed partial class RefusalGuard(ILogger logger)
{
    public RequestDelegate Around(RequestDelegate handler) => async context =>
    {
        try
        {
            await handler(context);
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionAbortedException && context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: nobody reads an answer.
            context.Abort();
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, e);
        }
        catch (Exception e)
        {
            // An answer that broke off must not look complete.
            LogFailure(logger, context.Request.Method, context.Request.Path, context.TraceIdentifier, e);
            context.Abort();
        }
    };

    private Task AnswerAsync(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case StorageNodeRefusalException refusal:
                return context.ErrorAsync(EnvelopeOf(refusal, context.Request.Method));
            case PlainTextRefusalException refusal:
                return context.TextAsync(refusal.HttpStatus, refusal.Message);
            case BadHttpRequestException refusal:
                return context.TextAsync(refusal.StatusCode, refusal.Message);
            case StoreUnwritableException refusal:
                // Readers are still served; who writes finds other nodes, or this one later.
                LogUnwritable(logger, context.Request.Path, refusal);
                return context.ErrorAsync(StorageNodeReasons.Unwritable);
            default:
                LogFailure(logger, context.Request.Method, context.Request.Path, context.TraceIdentifier, exception);
                return context.ErrorAsync(ErrorEnvelope.Internal(context.TraceIdentifier));
        }
    }

    private static ErrorEnvelope EnvelopeOf(StorageNodeRefusalException refusal, string method)
    {
        // Where something is to be stored or judged, metadata that are missing should have come first.
        bool mustComeFirst = refusal.Reason == StorageNodeReason.MetadataNotFound && !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);
        ErrorStatus status = mustComeFirst ? ErrorStatus.FailedPrecondition : refusal.Reason.UsualStatus();
        return new ErrorEnvelope(status, refusal.Reason.WireName(), ErrorDomains.Storage, refusal.Message) { Metadata = refusal.Metadata };
    }

    [LoggerMessage(2, LogLevel.Warning, "{Path} was refused: the store takes no writes")]
    private static partial void LogUnwritable(ILogger logger, PathString path, Exception exception);

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed ({TraceId})")]
    private static partial void LogFailure(ILogger logger, string method, PathString path, string traceId, Exception exception);
}
