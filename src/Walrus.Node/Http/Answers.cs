using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Walrus.Client.Http;

namespace Walrus.Node.Http;

/// <summary>
/// Writes answers with their exact length; to HEAD the same without the body (HTTP interfaces 3, 7). Who is turned away for now is told
/// when to come again.
/// </summary>
internal static class Answers
{
    private const string RetryAfterSeconds = "1";

    public static async Task BcsAsync(this HttpContext context, IMemoryOwner<byte> body)
    {
        using (body)
            await WriteAsync(context, StatusCodes.Status200OK, WalrusJson.BcsMediaType, body.Memory);
    }

    public static Task SuccessAsync(this HttpContext context, int code, string data) =>
        context.SuccessAsync(code, writer => writer.WriteStringValue(data));

    public static Task SuccessAsync(this HttpContext context, int code, Action<Utf8JsonWriter> writeData) =>
        WriteAsync(context, code, WalrusJson.MediaType, WalrusJson.SuccessToUtf8(code, writeData));

    public static Task ErrorAsync(this HttpContext context, ErrorEnvelope envelope) =>
        WriteAsync(context, envelope.HttpCode, WalrusJson.MediaType, envelope.ToJsonUtf8());

    public static Task TextAsync(this HttpContext context, int code, string text) =>
        WriteAsync(context, code, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    private static async Task WriteAsync(HttpContext context, int code, string mediaType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = body.Length;
        if (code is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
