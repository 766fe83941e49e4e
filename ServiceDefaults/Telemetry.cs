using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Walrus.ServiceDefaults;

/// <summary>OpenTelemetry: what is observed and where it goes.</summary>
internal static class Telemetry
{
    /// <summary>Meters and activity sources of this project are named by the namespace that owns them.</summary>
    private const string OwnInstruments = "Walrus.*";

    /// <summary>Address of the collector; without it nothing leaves the process but <c>/metrics</c>.</summary>
    private const string CollectorKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
        });
        OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddMeter("Microsoft.Orleans", OwnInstruments)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter());
        if (!string.IsNullOrWhiteSpace(builder.Configuration[CollectorKey]))
            telemetry.WithTracing(AddTraces).UseOtlpExporter();
    }

    /// <summary>Only for a collector: a blob is sent in hundreds of requests, and an account of each that nobody sees would still cost its time.</summary>
    private static void AddTraces(TracerProviderBuilder traces) => traces
        .AddSource("Microsoft.Orleans.*", OwnInstruments)
        .AddAspNetCoreInstrumentation(requests => requests.Filter = IsWorthATrace)
        .AddHttpClientInstrumentation();

    /// <summary>Probes and scrapes come every few seconds and say nothing.</summary>
    private static bool IsWorthATrace(HttpContext context) =>
        !context.Request.Path.StartsWithSegments(DefaultEndpoints.Health)
        && !context.Request.Path.StartsWithSegments(DefaultEndpoints.Alive)
        && !context.Request.Path.StartsWithSegments(DefaultEndpoints.Metrics);
}
