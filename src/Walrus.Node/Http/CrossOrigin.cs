using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Walrus.Node.Http;

/// <summary>Lets scripts of every origin use a storage node (HTTP interfaces 3, 7).</summary>
public static class CrossOrigin
{
    /// <summary>
    /// Adds the headers to every answer, and answers every OPTIONS request itself. Scripts may send any header: the
    /// names they announce are echoed, because <c>*</c> does not cover <c>Authorization</c>.
    /// </summary>
    public static IApplicationBuilder UseStorageNodeCrossOrigin(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.Vary = "origin, access-control-request-method, access-control-request-headers";
        if (!HttpMethods.IsOptions(context.Request.Method))
            return next(context);
        string? announced = context.Request.Headers.AccessControlRequestHeaders;
        headers.AccessControlAllowMethods = "*";
        headers.AccessControlAllowHeaders = string.IsNullOrEmpty(announced) ? "*" : announced;
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    });
}
