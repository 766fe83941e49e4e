using System.Diagnostics;

namespace Walrus.Benchmarks.Ledger;

/// <summary>Wall time, processor time of the whole process, and memory allocated, of one piece of work.</summary>
internal readonly record struct Cost(TimeSpan Wall, TimeSpan Cpu, long AllocatedBytes)
{
    public static Cost operator +(Cost left, Cost right) => new(left.Wall + right.Wall, left.Cpu + right.Cpu, left.AllocatedBytes + right.AllocatedBytes);

    public static Cost Of(Action work)
    {
        CostMeter meter = CostMeter.Start();
        work();
        return meter.Stop();
    }
}

/// <summary>Measures a <see cref="Cost"/>.</summary>
internal readonly record struct CostMeter(long Started, TimeSpan Cpu, long Allocated)
{
    public static CostMeter Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());

    public Cost Stop() => new(
        Stopwatch.GetElapsedTime(Started), Environment.CpuUsage.TotalTime - Cpu, GC.GetTotalAllocatedBytes() - Allocated);
}
