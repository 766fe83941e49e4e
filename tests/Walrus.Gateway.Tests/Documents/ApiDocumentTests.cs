using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Walrus.Hosting.Gateway;

namespace Walrus.Gateway.Tests.Documents;

[Collection(GatewayCollection.Name)]
public sealed class ApiDocumentTests(GatewayFixture fixture)
{
    [Fact]
    public async Task The_document_and_the_routes_agree()
    {
        using JsonDocument document = await DocumentAsync();
        IEnumerable<string> documented = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(static path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));
        WebApplication application = fixture.Network.Services(0).GetRequiredService<GatewayHost>().Application;
        IEnumerable<string> mapped = ((IEndpointRouteBuilder)application).DataSources.SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.RoutePattern.RawText is { } text && (text.StartsWith("/v1", StringComparison.Ordinal) || text == "/status"))
            .SelectMany(static endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_reference_and_every_parameter_of_a_path_is_there()
    {
        using JsonDocument document = await DocumentAsync();
        Assert.StartsWith("3.1", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        JsonElement schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        Assert.All(References(document.RootElement), reference => Assert.True(schemas.TryGetProperty(reference["#/components/schemas/".Length..], out _), reference));
        HashSet<string> ids = [];
        foreach (JsonProperty path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonElement operation in path.Value.EnumerateObject().Select(static operation => operation.Value))
            {
                Assert.True(ids.Add(operation.GetProperty("operationId").GetString()!), $"{path.Name}: operationId");
                string[] inPath = operation.TryGetProperty("parameters", out JsonElement parameters)
                    ? [.. parameters.EnumerateArray().Where(static parameter => parameter.GetProperty("in").GetString() == "path").Select(static parameter => $"{{{parameter.GetProperty("name").GetString()}}}")]
                    : [];
                Assert.All(inPath, name => Assert.Contains(name, path.Name, StringComparison.Ordinal));
                Assert.Equal(path.Name.Count(static character => character == '{'), inPath.Length);
            }
        }
    }

    [Fact]
    public async Task The_page_shows_every_operation_and_loads_nothing()
    {
        using HttpResponseMessage answer = await fixture.Http.GetAsync(new Uri("/v1/api", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        string page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using JsonDocument document = await DocumentAsync();
        foreach (JsonProperty path in document.RootElement.GetProperty("paths").EnumerateObject())
            Assert.All(path.Value.EnumerateObject(), operation => Assert.Contains($"{operation.Name.ToUpperInvariant()} {path.Name}", page, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static member => member.Name == "$ref" ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private async Task<JsonDocument> DocumentAsync()
    {
        using HttpResponseMessage answer = await fixture.Http.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
