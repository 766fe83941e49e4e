using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

[assembly: AssemblyFixture(typeof(Walrus.Cluster.Tests.RedisServer))]

namespace Walrus.Cluster.Tests;

/// <summary>A Redis server of its own on loopback that keeps nothing on disk, started by the first test that asks for it.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const string Program = "redis-server";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    private readonly int _port = Storage.Servers.Tests.ServerProcess.FindFreePort();
    private readonly Lazy<Task<Process>> _started;

    public RedisServer() => _started = new Lazy<Task<Process>>(StartAsync);

    /// <summary>How to reach it, once it runs.</summary>
    public async Task<string> GetConnectionStringAsync()
    {
        await _started.Value;
        return $"127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}";
    }

    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated)
            return;
        using Process server = await _started.Value;
        server.Kill();
        await server.WaitForExitAsync();
    }

    private async Task<Process> StartAsync()
    {
        string port = _port.ToString(CultureInfo.InvariantCulture);
        Process server = Start(port);
        using CancellationTokenSource limit = new(StartLimit);
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(50));
        while (!await AnswersAsync())
            await look.WaitForNextTickAsync(limit.Token);
        return server;
    }

    private static Process Start(string port)
    {
        try
        {
            return Process.Start(Program, ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel", "warning"]);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new FileNotFoundException($"{Program} is missing; ./test installs it (on Debian: package redis-server).", missing);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
