using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace Walrus.ServiceDefaults.Tests;

public sealed class HttpConventionsTests
{
    [Theory]
    [InlineData("/v1/blobs/x")]
    [InlineData("/no/such/path")]
    public async Task Every_answer_is_open_to_every_origin(string path)
    {
        await using WebApplication app = await StartAsync();
        using HttpResponseMessage response = await app.GetTestClient().GetAsync(path, Cancel);
        AssertOpen(response);
    }

    [Fact]
    public async Task An_answer_of_the_exception_handler_is_open_too()
    {
        await using WebApplication app = await StartAsync();
        using HttpResponseMessage response = await app.GetTestClient().GetAsync("/fails", Cancel);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        AssertOpen(response);
    }

    [Theory]
    [InlineData("/v1/blobs/x")]
    [InlineData("/no/such/path")]
    [InlineData("/")]
    public async Task Options_succeeds_on_every_path(string path)
    {
        await using WebApplication app = await StartAsync();
        using HttpResponseMessage response = await OptionsAsync(app, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(Cancel));
        AssertOpen(response);
        Assert.Equal("*", Header(response, "Access-Control-Allow-Methods"));
        Assert.Equal("*", Header(response, "Access-Control-Allow-Headers"));
        Assert.Equal("86400", Header(response, "Access-Control-Max-Age"));
    }

    [Theory]
    [InlineData("authorization,content-type", "authorization,content-type")]
    [InlineData("X-Custom", "X-Custom")]
    [InlineData("évil", "*")]
    [InlineData("a:b", "*")]
    public async Task Options_repeats_the_header_names_it_was_asked_for(string requested, string allowed)
    {
        await using WebApplication app = await StartAsync();
        using HttpResponseMessage response = await OptionsAsync(app, "/v1/blobs", requested);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(allowed, Header(response, "Access-Control-Allow-Headers"));
    }

    [Fact]
    public async Task A_storage_node_does_not_let_preflights_be_kept_and_has_no_status()
    {
        await using WebApplication app = await StartAsync(HttpSurface.StorageNode);
        using HttpResponseMessage options = await OptionsAsync(app, "/v1/health");
        Assert.Null(Header(options, "Access-Control-Max-Age"));
        using HttpResponseMessage status = await app.GetTestClient().GetAsync("/status", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, status.StatusCode);
    }

    [Theory]
    [InlineData("/dev/v1/nodes")]
    [InlineData("/DEV/v1/nodes")]
    public async Task Development_controls_are_closed_to_other_origins(string path)
    {
        await using WebApplication app = await StartAsync();
        using HttpResponseMessage get = await app.GetTestClient().GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, get.StatusCode);
        Assert.Null(Header(get, "Access-Control-Allow-Origin"));
        using HttpResponseMessage options = await OptionsAsync(app, path);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, options.StatusCode);
        Assert.Null(Header(options, "Access-Control-Allow-Methods"));
    }

    [Fact]
    public async Task A_daemon_answers_status()
    {
        await using WebApplication app = await StartAsync();
        Assert.Equal("OK", await app.GetTestClient().GetStringAsync("/status", Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<WebApplication> StartAsync(HttpSurface surface = HttpSurface.Daemon)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        WebApplication app = builder.Build();
        app.UseWalrusHttpConventions(surface);
        app.UseExceptionHandler(failed => failed.Run(_ => Task.CompletedTask));
        app.MapGet("/v1/blobs/{id}", (string id) => id);
        app.MapGet("/dev/v1/nodes", () => "");
        app.MapGet("/fails", (HttpContext _) => throw new InvalidOperationException("on purpose"));
        await app.StartAsync(Cancel);
        return app;
    }

    private static async Task<HttpResponseMessage> OptionsAsync(WebApplication app, string path, string? headers = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Options, path);
        if (headers is not null)
            request.Headers.TryAddWithoutValidation("Access-Control-Request-Headers", headers);
        return await app.GetTestClient().SendAsync(request, Cancel);
    }

    private static void AssertOpen(HttpResponseMessage response)
    {
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal(
            "origin, access-control-request-method, access-control-request-headers",
            Header(response, "Vary")?.ToLowerInvariant());
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(", ", values) : null;
}
