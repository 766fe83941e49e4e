using System.Diagnostics;

namespace Walrus.Cli.Benchmarks;

/// <summary>What one run of an operation cost.</summary>
/// <param name="Wall">Time on the clock.</param>
/// <param name="Cpu">Processor time of all threads.</param>
/// <param name="AllocatedBytes">Managed memory allocated by all threads.</param>
internal readonly record struct Sample(TimeSpan Wall, TimeSpan Cpu, long AllocatedBytes)
{
    public static Sample Of(Action run)
    {
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        run();
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        return new Sample(wall, Environment.CpuUsage.TotalTime - cpu, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }

    /// <summary>The median of each cost by itself.</summary>
    public static Sample Median(IReadOnlyList<Sample> samples) => new(
        TimeSpan.FromTicks(Median(samples.Select(sample => sample.Wall.Ticks))),
        TimeSpan.FromTicks(Median(samples.Select(sample => sample.Cpu.Ticks))),
        Median(samples.Select(sample => sample.AllocatedBytes)));

    private static long Median(IEnumerable<long> values)
    {
        long[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
