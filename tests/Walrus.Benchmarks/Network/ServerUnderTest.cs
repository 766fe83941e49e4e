using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Walrus.Benchmarks.Network;

/// <summary>Processor time and wall time of a piece of work, the processor time being the server's alone.</summary>
internal readonly record struct ServerCost(TimeSpan Wall, TimeSpan Cpu)
{
    /// <summary>Processors that the server kept busy.</summary>
    public double Cores => Cpu / Wall;
}

/// <summary>
/// The server as users run it: one process with gateway, ledger and all storage nodes on loopback ports, everything on disk with the
/// default settings. A process of its own, so that its processor time and memory are not mixed with those of its client.
/// </summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerUnderTest(string folder, int nodes, int shards)
    {
        int port = FindRow(nodes + 1);
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Walrus.Server.dll"), "--data", folder,
            "--nodes", Text(nodes), "--shards", Text(shards), "--gateway-port", Text(port), "--node-base-port", Text(port + 1),
        ];
        _process = new Process { StartInfo = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true }, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("The server ended by itself."));
        Gateway = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Patience };
        Folder = folder;
    }

    public HttpClient Gateway { get; }

    public string Folder { get; }

    public int ProcessId => _process.Id;

    public static async Task<ServerUnderTest> StartAsync(string folder, int nodes, int shards)
    {
        ServerUnderTest server = new(folder, nodes, shards);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        try
        {
            await server._ready.Task.WaitAsync(Patience);
            return server;
        }
        catch
        {
            Console.Error.WriteLine(string.Join('\n', server._said));
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the server spends while the work is done.</summary>
    public async Task<ServerCost> MeasureAsync(Func<Task> work)
    {
        (long start, TimeSpan cpu) = (Stopwatch.GetTimestamp(), _process.TotalProcessorTime);
        await work();
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        _process.Refresh();
        return new ServerCost(wall, _process.TotalProcessorTime - cpu);
    }

    /// <summary>Bytes in the segment files of all nodes: what they have written, for nothing is deleted.</summary>
    public long SegmentBytes() => Directory.EnumerateDirectories(Path.Combine(Folder, "slivers"))
        .SelectMany(static node => new DirectoryInfo(node).EnumerateFiles())
        .Sum(static file => file.Length);

    /// <summary>Stops or starts a storage node.</summary>
    public async Task SwitchAsync(int node, string verb)
    {
        using HttpResponseMessage answer = await Gateway.PostAsync(new Uri($"/dev/v1/nodes/{node}/{verb}", UriKind.Relative), content: null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Forgets the peak of resident memory, where the system can.</summary>
    public void ResetPeakMemory()
    {
        if (OperatingSystem.IsLinux())
            File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");
    }

    /// <summary>Peak of resident memory in bytes.</summary>
    public long PeakMemory()
    {
        _process.Refresh();
        return _process.PeakWorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Gateway.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Hear(string? line)
    {
        _said.Enqueue(line ?? "");
        if (line == "ready")
            _ready.TrySetResult();
    }

    /// <summary>The first of so many free ports in a row, below the range that the system hands out by itself.</summary>
    private static int FindRow(int count)
    {
        for (int first = 20_000 + Environment.ProcessId % 500 * 20; first + count < 32_000; first += count)
        {
            if (Enumerable.Range(first, count).All(IsFree))
                return first;
        }
        throw new InvalidOperationException($"No {count} free ports in a row.");
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
