using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Walrus.Client.Http;

namespace Walrus.Gateway.Http;

/// <summary>Writes the two kinds of error and the JSON bodies of the gateway (HTTP interfaces 2).</summary>
internal static class Answer
{
    public static async Task ErrorAsync(HttpContext http, ErrorStatus status, string reason, string message, string domain = ErrorDomains.Daemon) =>
        await BytesAsync(http, status.HttpCode(), new ErrorEnvelope(status, reason, domain, message).ToJsonUtf8());

    public static async Task EnvelopeAsync(HttpContext http, ErrorEnvelope envelope) => await BytesAsync(http, envelope.HttpCode, envelope.ToJsonUtf8());

    public static async Task TextAsync(HttpContext http, int code, string message)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(message, http.RequestAborted);
    }

    public static async Task JsonAsync(HttpContext http, Action<Utf8JsonWriter> write, int code = StatusCodes.Status200OK) =>
        await BytesAsync(http, code, WalrusJson.ToUtf8(write));

    private static async Task BytesAsync(HttpContext http, int code, byte[] body)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = WalrusJson.MediaType;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
