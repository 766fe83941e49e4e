using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Walrus.Client.Http;
using Walrus.Grains.Ledger;
using Walrus.Grains.Placement;

namespace Walrus.Gateway.Http;

/// <summary>What no handler foresaw: logged in full, answered with nothing of the inside (HTTP interfaces 2.1).</summary>
public static partial class UnforeseenErrors
{
    /// <summary>Answers every exception that leaves a handler. Call it before the routes are mapped.</summary>
    public static IApplicationBuilder UseUnforeseenErrors(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        ILogger logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(UnforeseenErrors).FullName!);
        return app.Use(next => http => GuardAsync(http, next, logger));
    }

    internal static async Task GuardAsync(HttpContext http, RequestDelegate next, ILogger logger)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: nobody reads an answer.
            http.Abort();
        }
        catch (BadHttpRequestException malformed) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            await Answer.TextAsync(http, malformed.StatusCode, malformed.Message);
        }
        catch (Exception lost) when (!http.Response.HasStarted && (LostActor.IsLost(lost) || lost is LedgerSilentException))
        {
            Log.Lost(logger, http.Request.Method, http.Request.Path, lost);
            http.Response.Clear();
            await Answer.ErrorAsync(http, ErrorStatus.Unavailable, "TEMPORARILY_UNAVAILABLE", "a part of the service does not answer at the moment; please try again");
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            Log.Failed(logger, http.Request.Method, http.Request.Path, http.TraceIdentifier, failure);
            http.Response.Clear();
            await Answer.EnvelopeAsync(http, ErrorEnvelope.Internal(http.TraceIdentifier));
        }
        catch (Exception failure)
        {
            // An answer that broke off must not look complete.
            Log.Failed(logger, http.Request.Method, http.Request.Path, http.TraceIdentifier, failure);
            http.Abort();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Warning, "{Method} {Path} found no answer in the cluster.")]
        public static partial void Lost(ILogger logger, string method, PathString path, Exception failure);

        [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed ({TraceId}).")]
        public static partial void Failed(ILogger logger, string method, PathString path, string traceId, Exception failure);
    }
}
