using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Walrus.ServiceDefaults;

/// <summary>
/// What the Walrus HTTP interfaces do on every path: they are open to scripts of every origin, and every <c>OPTIONS</c>
/// request succeeds. The stock CORS middleware does neither without an <c>Origin</c> header.
/// </summary>
public static class HttpConventions
{
    private const string PreflightAgeSeconds = "86400";
    private const string VaryingHeaders = "origin, access-control-request-method, access-control-request-headers";
    private const string ExposedHeaders = "ETag, Content-Range, X-Quilt-Patch-Identifier, X-Walrus-Height";

    /// <summary>Development controls answer only the machine's own user, never a web page.</summary>
    private static readonly PathString DevelopmentControls = "/dev";

    /// <summary>Characters of a list of header names (RFC 9110): anything else is not worth echoing.</summary>
    private static readonly SearchValues<char> HeaderListCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~, ");

    /// <summary>
    /// Adds the access headers to every response, answers every <c>OPTIONS</c> request with 200, and serves
    /// <c>GET /status</c>. Call it before anything else that answers requests.
    /// </summary>
    /// <param name="app">The listener.</param>
    /// <param name="surface">What the listener serves.</param>
    public static WebApplication UseWalrusHttpConventions(this WebApplication app, HttpSurface surface = HttpSurface.Daemon)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments(DevelopmentControls))
                return next(context);
            // Set as late as possible: an exception handler clears the headers that were there before it.
            context.Response.OnStarting(OpenToEveryOrigin, context.Response);
            return HttpMethods.IsOptions(context.Request.Method) ? AnswerPreflight(context, surface) : next(context);
        });
        if (surface == HttpSurface.Daemon)
            app.MapMethods("/status", [HttpMethods.Get, HttpMethods.Head], () => TypedResults.Text("OK"));
        return app;
    }

    private static Task OpenToEveryOrigin(object state)
    {
        IHeaderDictionary headers = ((HttpResponse)state).Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = ExposedHeaders;
        headers.Append(HeaderNames.Vary, VaryingHeaders);
        return Task.CompletedTask;
    }

    private static Task AnswerPreflight(HttpContext context, HttpSurface surface)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowMethods = "*";
        headers.AccessControlAllowHeaders = AllowedHeaders(context.Request.Headers.AccessControlRequestHeaders);
        if (surface == HttpSurface.Daemon)
            headers.AccessControlMaxAge = PreflightAgeSeconds;
        headers.ContentLength = 0;
        return Task.CompletedTask;
    }

    /// <summary><c>*</c> does not cover <c>Authorization</c> in browsers, so the names asked for are repeated.</summary>
    private static string AllowedHeaders(StringValues requested)
    {
        string names = requested.ToString();
        return names.Length > 0 && !names.AsSpan().ContainsAnyExcept(HeaderListCharacters) ? names : "*";
    }
}
