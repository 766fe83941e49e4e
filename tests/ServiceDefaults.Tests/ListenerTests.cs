using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;

namespace Walrus.ServiceDefaults.Tests;

/// <summary>One generic host and two web applications in one process, as the server runs them.</summary>
public sealed class ListenerTests : IAsyncLifetime
{
    private readonly IHost _host = CreateHost();
    private readonly List<WebApplication> _listeners = [];

    public async ValueTask InitializeAsync()
    {
        await _host.StartAsync(Cancel);
        for (int i = 0; i < 2; i++)
            _listeners.Add(await StartListenerAsync());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (WebApplication listener in _listeners)
            await listener.DisposeAsync();
        await _host.StopAsync(Cancel);
        _host.Dispose();
    }

    [Fact]
    public async Task Metrics_of_every_listener_are_those_of_the_process()
    {
        using Meter meter = new("Walrus.Listeners");
        meter.CreateCounter<long>("walrus.listener.tests").Add(3);
        foreach (WebApplication listener in _listeners)
            Assert.Matches(@"(?m)^walrus_listener_tests_total\{[^}]*\} 3$", await ScrapeAsync(listener));
    }

    [Fact]
    public async Task Requests_to_one_listener_show_on_the_other_and_outlive_its_stop()
    {
        await _listeners[0].GetTestClient().GetStringAsync("/alive", Cancel);
        Assert.Equal(1, Routed("/alive", await ScrapeAsync(_listeners[1])));

        await _listeners[0].DisposeAsync();
        _listeners.RemoveAt(0);
        await ScrapeAsync(_listeners[0]); // An ended stream would be exported this once more.
        await _listeners[0].GetTestClient().GetStringAsync("/alive", Cancel);
        Assert.Equal(2, Routed("/alive", await ScrapeAsync(_listeners[0])));
    }

    [Fact]
    public async Task Health_fails_on_any_check_and_alive_only_on_live_ones()
    {
        await using WebApplication listener = await StartListenerAsync(HealthCheckResult.Unhealthy());
        using HttpResponseMessage health = await listener.GetTestClient().GetAsync("/health", Cancel);
        using HttpResponseMessage alive = await listener.GetTestClient().GetAsync("/alive", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IHost CreateHost()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.AddServiceDefaults();
        builder.Services.Configure<PrometheusAspNetCoreOptions>(scrapes => scrapes.ScrapeResponseCacheDurationMilliseconds = 0);
        return builder.Build();
    }

    private async Task<WebApplication> StartListenerAsync(HealthCheckResult? ready = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.AddListenerDefaults(_host.Services);
        if (ready is { } result)
            builder.Services.AddHealthChecks().AddCheck("ready", () => result);
        WebApplication listener = builder.Build();
        listener.MapDefaultEndpoints();
        await listener.StartAsync(Cancel);
        return listener;
    }

    /// <summary>Counted when a request is routed, so before the client has its answer (durations come after it).</summary>
    private static int Routed(string route, string metrics)
    {
        Match line = Regex.Match(metrics, $$"""(?m)^aspnetcore_routing_match_attempts_total\{.*http_route="{{route}}"\} (\d+)$""");
        return line.Success ? int.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    private static Task<string> ScrapeAsync(WebApplication listener) =>
        listener.GetTestClient().GetStringAsync("/metrics", Cancel);
}
