using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Walrus.Server.Tests;

/// <summary>The server as a real process on loopback ports of its own, on a data folder that outlives it.</summary>
internal sealed class ServerProcessHandle : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcessHandle(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Walrus.Server.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("The server ended before it was ready."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public HttpClient Gateway { get; } = new() { Timeout = TimeSpan.FromMinutes(2) };

    public IReadOnlyCollection<string> Output => _output;

    /// <summary>Starts a server with everything in it and waits for <c>ready</c>.</summary>
    public static Task<ServerProcessHandle> StartAsync(ServerPorts ports, string data, params string[] more) =>
        StartAsync(Arguments(ports, data, more), environment: null, ports.Gateway);

    /// <summary>Starts a server and waits for <c>ready</c>.</summary>
    public static async Task<ServerProcessHandle> StartAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, int? gatewayPort = null)
    {
        ServerProcessHandle server = new(arguments, environment);
        if (gatewayPort is { } port)
            server.Gateway.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        try
        {
            await server._ready.Task.WaitAsync(StartLimit);
            return server;
        }
        catch (Exception failure)
        {
            string said = string.Join('\n', server.Output);
            await server.DisposeAsync();
            throw new InvalidOperationException($"The server did not become ready. It said:\n{said}", failure);
        }
    }

    /// <summary>Runs a server that is expected to end by itself.</summary>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(params string[] arguments)
    {
        await using ServerProcessHandle server = new(arguments);
        server._ready.Task.ContinueWith(static task => task.Exception, TaskScheduler.Default).Ignore();
        return (await server.WaitForExitAsync(), string.Join('\n', server.Output));
    }

    public static IEnumerable<string> Arguments(ServerPorts ports, string data, params string[] more) =>
        ["--data", data, "--gateway-port", $"{ports.Gateway}", "--node-base-port", $"{ports.NodeBase}", .. more];

    /// <summary>SIGKILL: nothing is flushed, nothing is said goodbye to.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForExitAsync();
    }

    /// <summary>SIGTERM: drains and stops. Returns the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        return await WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        Gateway.Dispose();
    }

    private async Task<int> WaitForExitAsync()
    {
        using CancellationTokenSource limit = new(StartLimit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (line == "ready")
            _ready.TrySetResult();
    }
}

/// <summary>Ports that were free a moment ago.</summary>
internal sealed record ServerPorts(int Gateway, int NodeBase)
{
    private const int NodePorts = 10;

    // Below the range that the system hands out by itself, so that no outgoing connection takes one meanwhile.
    private static int _next = 20_000 + Environment.ProcessId % 500 * 20;

    public static ServerPorts Find()
    {
        int first = FindRow(NodePorts + 1);
        return new ServerPorts(first, first + 1);
    }

    /// <summary>The first of so many free ports in a row.</summary>
    public static int FindRow(int count)
    {
        while (true)
        {
            int first = Interlocked.Add(ref _next, count) - count;
            if (first + count > 32_000)
                throw new InvalidOperationException($"No {count} free ports in a row.");
            if (Enumerable.Range(first, count).All(IsFree))
                return first;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using TcpListener probe = new(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
