using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Walrus.Servers;

/// <summary>Programs that are not part of this project: where they are, how they start and end.</summary>
internal static class ServerProcess
{
    /// <summary>A port of the loopback address that nobody listens on now.</summary>
    public static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The file of a program, in one of these folders or on the path.</summary>
    /// <exception cref="FileNotFoundException">It is not installed; the message says what to do.</exception>
    public static string Find(string program, string server, IEnumerable<string> folders) => folders
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"{program} is not installed: run ./test, it installs {server}.");

    /// <summary>Runs a program to its end.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await error}");
    }

    /// <summary>Starts a program, and returns when a line of its output says that it listens.</summary>
    public static async Task<Process> StartAsync(string program, string[] arguments, string listens)
    {
        var said = new ConcurrentQueue<string>();
        var ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (await ready.Task)
            return process;
        await process.WaitForExitAsync();
        throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {string.Join('\n', said)}");

        void Hear(string? line)
        {
            said.Enqueue(line ?? "");
            if (line is null)
                ready.TrySetResult(false);
            else if (line.Contains(listens, StringComparison.Ordinal))
                ready.TrySetResult(true);
        }
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public static async Task KillAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
