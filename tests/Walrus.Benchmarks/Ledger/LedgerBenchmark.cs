using System.Globalization;

namespace Walrus.Benchmarks.Ledger;

/// <summary>
/// <c>ledger [transactions] [--folder DIR]</c>: transactions a second through the real orderer with a journal on disk, latency at
/// half of 20 000 a second, both without and with the second ledger that replays before nodes sign, processor time of each step; certifications apart. <c>ledger memory [blobs]</c>: what a live blob takes.
/// </summary>
internal static class LedgerBenchmark
{
    private const int Accounts = 2000;
    private const int WarmUp = 20_000;
    private const int InFlight = 2000;
    private const int HalfLoad = 10_000;
    private const int Certified = 200;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["memory", ..])
            return LedgerMemory.Run(args is [_, { } blobs, ..] ? int.Parse(blobs, CultureInfo.InvariantCulture) : 200_000);
        int count = args is [{ } first, ..] && int.TryParse(first, CultureInfo.InvariantCulture, out int given) ? given : 200_000;
        string folder = Directory.CreateTempSubdirectory("walrus-ledger-").FullName;
        try
        {
            BenchmarkNetwork network = new(Accounts);
            await MeasurePhasesAsync(network, folder);
            Cost alone = await MeasureSequencerAsync("Orderer", network, count, Path.Combine(folder, "alone"), replays: false);
            Cost replayed = await MeasureSequencerAsync("Orderer and replay before signing", network, count, Path.Combine(folder, "replayed"), replays: true);
            Console.WriteLine(
                $"\nReplaying before signing: {(replayed.Cpu - alone.Cpu).TotalMicroseconds / count:F1} µs CPU, "
                + $"{(replayed.AllocatedBytes - alone.AllocatedBytes) / count:N0} bytes allocated for each transaction");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasurePhasesAsync(BenchmarkNetwork network, string folder)
    {
        PhaseCosts phases = new(network, folder);
        SignedLoad load = new(network);
        byte[][] mix = load.Mix(WarmUp * 2);
        await phases.RunAsync("warm-up", mix[..WarmUp]);
        await phases.RunAsync("mix", mix[..WarmUp], mix[WarmUp..]);
        byte[][] registrations = load.Registrations(Certified);
        await phases.RunAsync("certify", mix, registrations, load.Certifications(registrations));
    }

    private static async Task<Cost> MeasureSequencerAsync(string title, BenchmarkNetwork network, int count, string folder, bool replays)
    {
        SignedLoad load = new(network);
        byte[][] warmUp = load.Mix(WarmUp);
        byte[][] saturating = load.Mix(count);
        byte[][] paced = load.Mix(HalfLoad * 5);
        await using SequencerRun run = await SequencerRun.StartAsync(network, folder, replays);
        await run.SaturateAsync(warmUp, InFlight);
        Cost cost = await run.SaturateAsync(saturating, InFlight);
        Console.WriteLine(
            $"\n{title}, {InFlight} in flight: {count / cost.Wall.TotalSeconds:N0} transactions/s; {cost.Cpu.TotalMicroseconds / count:F1} µs CPU, "
            + $"{cost.AllocatedBytes / count:N0} bytes allocated each; {cost.Cpu / cost.Wall:F2} cores busy");
        (TimeSpan paused, int full) = (GC.GetTotalPauseDuration(), GC.CollectionCount(2));
        TimeSpan[] latencies = await run.PaceAsync(paced, HalfLoad);
        Console.WriteLine(
            $"{title}, {HalfLoad:N0} a second: p50 {latencies[latencies.Length / 2].TotalMilliseconds:F1} ms, "
            + $"p99 {latencies[latencies.Length * 99 / 100].TotalMilliseconds:F1} ms, max {latencies[^1].TotalMilliseconds:F1} ms; "
            + $"garbage collection paused {(GC.GetTotalPauseDuration() - paused).TotalMilliseconds:F0} ms of {paced.Length / HalfLoad} s, {GC.CollectionCount(2) - full} full");
        return cost;
    }
}
