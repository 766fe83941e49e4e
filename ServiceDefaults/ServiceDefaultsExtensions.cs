using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace Walrus.ServiceDefaults;

/// <summary>What every host of Walrus.Cloud has in common: telemetry, health, discovery and resilience.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Adds telemetry, health checks and service discovery to a host. Clients take resilience one by one
    /// (<see cref="AddServiceClientDefaults"/>), because storage nodes have their own deadlines and hedging.
    /// </summary>
    /// <param name="builder">The host; one for a process.</param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTelemetry();
        builder.Services.AddWalrusHealthChecks();
        builder.Services.AddServiceDiscovery();
        return builder;
    }

    /// <summary>
    /// Makes a web application that is one listener of a larger process (a storage node, a gateway) report through that
    /// process: its instruments, logs and <c>/metrics</c> are the host's.
    /// </summary>
    /// <param name="listener">The web application to be built.</param>
    /// <param name="host">Services of the host on which <see cref="AddServiceDefaults"/> was called.</param>
    public static WebApplicationBuilder AddListenerDefaults(this WebApplicationBuilder listener, IServiceProvider host)
    {
        ArgumentNullException.ThrowIfNull(listener);
        ArgumentNullException.ThrowIfNull(host);
        // Instances, so that a listener which stops does not dispose what the others use. The meter factory must be among
        // them: with one of its own, a stopping listener would end the streams of the same name of all the others.
        listener.Services.AddSingleton(host.GetRequiredService<IMeterFactory>());
        listener.Services.AddSingleton(host.GetRequiredService<MeterProvider>());
        listener.Services.AddSingleton(host.GetRequiredService<ILoggerFactory>());
        listener.Services.AddWalrusHealthChecks();
        return listener;
    }

    /// <summary>Adds service discovery and the standard retry, timeout and circuit breaker to one HTTP client.</summary>
    /// <param name="client">A client that calls services of this system by name.</param>
    public static IHttpClientBuilder AddServiceClientDefaults(this IHttpClientBuilder client)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.AddStandardResilienceHandler();
        return client.AddServiceDiscovery();
    }

    /// <summary>
    /// Serves <c>/health</c> (all checks: ready for requests), <c>/alive</c> (checks tagged <c>live</c>: need not be
    /// restarted) and <c>/metrics</c> (Prometheus text of the whole process).
    /// </summary>
    /// <param name="app">A web application made by <see cref="AddServiceDefaults"/> or <see cref="AddListenerDefaults"/>.</param>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapHealthChecks(DefaultEndpoints.Health);
        app.MapHealthChecks(DefaultEndpoints.Alive, new() { Predicate = check => check.Tags.Contains(DefaultEndpoints.LiveTag) });
        app.MapPrometheusScrapingEndpoint(DefaultEndpoints.Metrics);
        return app;
    }

    private static void AddWalrusHealthChecks(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [DefaultEndpoints.LiveTag]);
}
