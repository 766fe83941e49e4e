using System.CommandLine;
using Walrus.Cli.Options;
using Walrus.Cli.Output;

namespace Walrus.Cli.Benchmarks;

/// <summary><c>walrus bench</c>: how fast this machine encodes, decodes or computes blob ids.</summary>
internal static class BenchCommand
{
    private const int MaxThreads = 1024;
    private const int MaxRepeat = 10_000;

    public static Command Create(CommandConsole console)
    {
        Argument<string> operation = new("OPERATION") { Description = "What to measure; decode: every sliver that holds bytes of the blob as they are is lost." };
        operation.AcceptOnlyFromAmong(Operations.Encode, Operations.Decode, Operations.BlobId);
        Option<string> shards = SharedOptions.RequiredShards();
        Option<string> size = NumberOption.Create("--size", "BYTES", "Size of the blob, which is generated.", 0, long.MaxValue);
        size.Required = true;
        Option<string> threads = NumberOption.Create("--threads", "T", "Threads to use; 1 if not given.", 1, MaxThreads);
        Option<string> repeat = NumberOption.Create("--repeat", "R", "Runs to take the median of; 5 if not given.", 1, MaxRepeat);
        Command command = new("bench", "Measures an operation, without a network or a disk.") { operation, shards, size, threads, repeat };
        command.SetAction(parsed =>
        {
            BenchPlan plan = new(
                parsed.GetValue(operation)!,
                parsed.Parameters(shards),
                parsed.Number(size, 0),
                (int)parsed.Number(threads, 1),
                (int)parsed.Number(repeat, 5));
            console.Write(new BenchRun(plan).ToReport(), parsed.Has(SharedOptions.Json));
            return ExitCodes.Done;
        });
        return command;
    }
}
