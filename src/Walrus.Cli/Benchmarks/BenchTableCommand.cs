using System.CommandLine;
using System.Runtime.InteropServices;
using Walrus.Cli.Options;
using Walrus.Cli.Output;

namespace Walrus.Cli.Benchmarks;

/// <summary><c>walrus bench-table</c>: all figures that have a goal, each beside it.</summary>
internal static class BenchTableCommand
{
    public static Command Create(CommandConsole console)
    {
        Command command = new("bench-table", "Measures everything that has a goal, at 1000 shards, and compares; takes two minutes.");
        command.SetAction(parsed =>
        {
            string small = Path.GetTempFileName();
            try
            {
                File.WriteAllBytes(small, new byte[1024]);
                Goal[] goals = [.. new GoalMeasurements(new ProcessBenchRunner(), small).Measure()];
                console.Write(new GoalTable(Machine(), goals), parsed.Has(SharedOptions.Json));
            }
            finally
            {
                File.Delete(small);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static string Machine()
    {
        const string Processors = "/proc/cpuinfo", Model = "model name";
        string? model = File.Exists(Processors) ? File.ReadLines(Processors).FirstOrDefault(line => line.StartsWith(Model, StringComparison.Ordinal)) : null;
        string name = model is null ? RuntimeInformation.ProcessArchitecture.ToString() : model[(model.IndexOf(':') + 1)..].Trim();
        return $"{name}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
    }
}
