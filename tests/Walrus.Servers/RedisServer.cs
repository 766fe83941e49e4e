using System.Diagnostics;
using System.Globalization;

namespace Walrus.Servers;

/// <summary>A Redis of its own, in memory and on loopback, started by the first who asks for it.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly int _port = ServerProcess.FindFreePort();
    private readonly Lazy<Task<Process>> _started;

    public RedisServer() => _started = new Lazy<Task<Process>>(StartAsync);

    /// <summary>How to reach it, once it runs.</summary>
    public async Task<string> GetConnectionStringAsync()
    {
        await _started.Value;
        return string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
            await ServerProcess.KillAsync(await _started.Value);
    }

    private Task<Process> StartAsync() => ServerProcess.StartAsync(
        ServerProcess.Find("redis-server", "Redis", ["/usr/bin"]),
        ["--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        listens: "Ready to accept connections");
}
