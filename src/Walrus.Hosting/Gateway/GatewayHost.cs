using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Walrus.Gateway;
using Walrus.Gateway.Http;
using Walrus.Grains.Ledger;
using Walrus.Hosting.Transport;
using Walrus.ServiceDefaults;

namespace Walrus.Hosting.Gateway;

/// <summary>How the gateway's web server is set up: on a socket, or in memory.</summary>
public interface IGatewayListener
{
    /// <summary>Sets up the web server before it is built.</summary>
    void Configure(IWebHostBuilder web);
}

/// <summary>The gateway on a socket, cleartext HTTP/1.1 (rulings 28).</summary>
public sealed class SocketGatewayListener(IPEndPoint endpoint) : IGatewayListener
{
    /// <inheritdoc/>
    public void Configure(IWebHostBuilder web) => web.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(endpoint, static listener => listener.Protocols = HttpProtocols.Http1);
    });
}

/// <summary>The gateway's HTTP API as a web application of its own inside the process.</summary>
public sealed class GatewayHost(IServiceProvider services, IGatewayListener listener) : IHostedService, IAsyncDisposable
{
    private WebApplication? _application;

    /// <summary>The running application.</summary>
    public WebApplication Application => _application ?? throw new InvalidOperationException("The gateway has not been started.");

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await services.GetRequiredService<LedgerReplica>().WaitForPositionAsync(1, cancellationToken);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.AddListenerDefaults(services);
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>>(ConnectionMemory.OfProcess);
        listener.Configure(builder.WebHost);
        _application = builder.Build();
        _application.UseWalrusHttpConventions(HttpSurface.Daemon);
        _application.UseUnforeseenErrors();
        _application.MapDefaultEndpoints();
        _application.MapWalrusGateway(services);
        await _application.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_application is { } application)
            await application.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_application is { } application)
            await application.DisposeAsync();
    }
}
