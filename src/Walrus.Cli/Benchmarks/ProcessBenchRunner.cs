using System.Diagnostics;
using System.Text.Json;

namespace Walrus.Cli.Benchmarks;

/// <summary>Runs the executable file of this process.</summary>
internal sealed class ProcessBenchRunner : IBenchRunner
{
    /// <inheritdoc/>
    public JsonElement Bench(string arguments, params string[] withoutInstructions) =>
        JsonDocument.Parse(Run(["bench", .. arguments.Split(' '), "--json"], withoutInstructions)).RootElement;

    /// <inheritdoc/>
    public double BlobIdMilliseconds(string file)
    {
        long start = Stopwatch.GetTimestamp();
        Run(["blob-id", file], []);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Run(string[] arguments, string[] withoutInstructions)
    {
        using Process process = Process.Start(Prepare(arguments, withoutInstructions))!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == ExitCodes.Done
            ? output
            : throw new CommandFailedException($"'walrus {string.Join(' ', arguments)}' ended with {process.ExitCode}.", "Its own message is above.");
    }

    private static ProcessStartInfo Prepare(string[] arguments, string[] withoutInstructions)
    {
        string program = Environment.ProcessPath!;
        // Started as "dotnet walrus.dll", the process is that of the host.
        bool isHosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        ProcessStartInfo start = new(program, isHosted ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments) { RedirectStandardOutput = true };
        foreach (string name in withoutInstructions)
            start.Environment[$"DOTNET_Enable{name}"] = "0";
        return start;
    }
}
