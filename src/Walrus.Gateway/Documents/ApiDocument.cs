using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Walrus.Client.Http;

namespace Walrus.Gateway.Documents;

/// <summary>
/// <c>GET /openapi/v1.json</c>: the gateway's interfaces as an OpenAPI document; <c>GET /v1/api</c>: the same as a page that needs nothing
/// else (HTTP interfaces 3).
/// </summary>
internal static class ApiDocument
{
    private static readonly Lazy<byte[]> Document = new(Load);
    private static readonly Lazy<byte[]> Page = new(static () => Encoding.UTF8.GetBytes(Render(Document.Value)));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/openapi/v1.json", (RequestDelegate)(static http => SendAsync(http, WalrusJson.MediaType, Document.Value)));
        routes.MapGet("/v1/api", (RequestDelegate)(static http => SendAsync(http, "text/html; charset=utf-8", Page.Value)));
    }

    private static async Task SendAsync(HttpContext http, string mediaType, byte[] body)
    {
        http.Response.ContentType = mediaType;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static byte[] Load()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("openapi.json")
            ?? throw new InvalidOperationException("The OpenAPI document is not in the assembly.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Render(byte[] document)
    {
        using JsonDocument json = JsonDocument.Parse(document);
        JsonElement info = json.RootElement.GetProperty("info");
        StringBuilder page = new();
        page.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(Text(info, "title")).Append("</title><style>")
            .Append("body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}code{font-size:.95em}")
            .Append("h2{margin-top:2.5rem}details{border-top:1px solid #8884;padding:.5rem 0}summary{cursor:pointer}td,th{text-align:left;padding:.1rem 1rem .1rem 0;vertical-align:top}")
            .Append("</style></head><body><h1>").Append(Text(info, "title")).Append("</h1><p>").Append(Text(info, "description"))
            .Append(" The machine-readable document is <a href=\"/openapi/v1.json\">/openapi/v1.json</a>.</p>");
        foreach (JsonElement tag in json.RootElement.GetProperty("tags").EnumerateArray())
            AppendTag(page, tag, json.RootElement.GetProperty("paths"));
        return page.Append("</body></html>").ToString();
    }

    private static void AppendTag(StringBuilder page, JsonElement tag, JsonElement paths)
    {
        page.Append("<h2>").Append(Text(tag, "name")).Append("</h2><p>").Append(Text(tag, "description")).Append("</p>");
        foreach (JsonProperty path in paths.EnumerateObject())
        {
            foreach (JsonProperty operation in path.Value.EnumerateObject().Where(item => item.Value.GetProperty("tags")[0].GetString() == tag.GetProperty("name").GetString()))
                AppendOperation(page, path.Name, operation);
        }
    }

    private static void AppendOperation(StringBuilder page, string path, JsonProperty operation)
    {
        page.Append("<details><summary><code>").Append(operation.Name.ToUpperInvariant()).Append(' ').Append(Encode(path)).Append("</code> ")
            .Append(Text(operation.Value, "summary")).Append("</summary>");
        if (operation.Value.TryGetProperty("parameters", out JsonElement parameters))
        {
            page.Append("<table><tr><th>parameter</th><th>in</th><th></th></tr>");
            foreach (JsonElement parameter in parameters.EnumerateArray())
                page.Append("<tr><td><code>").Append(Text(parameter, "name")).Append("</code></td><td>").Append(Text(parameter, "in")).Append("</td><td>").Append(Text(parameter, "description")).Append("</td></tr>");
            page.Append("</table>");
        }

        page.Append("<table><tr><th>answer</th><th></th></tr>");
        foreach (JsonProperty answer in operation.Value.GetProperty("responses").EnumerateObject())
            page.Append("<tr><td>").Append(Encode(answer.Name)).Append("</td><td>").Append(Text(answer.Value, "description")).Append("</td></tr>");
        page.Append("</table></details>");
    }

    private static string Text(JsonElement element, string name) => Encode(element.GetProperty(name).GetString()!);

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
