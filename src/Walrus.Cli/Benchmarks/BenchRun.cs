using System.Diagnostics;
using Walrus.Cli.Output;
using Walrus.Core.Encoding;

namespace Walrus.Cli.Benchmarks;

/// <summary>Carries out a plan: warms up, measures, and relates the cost to what the operation must cost.</summary>
internal sealed class BenchRun(BenchPlan plan)
{
    // Until the runtime has compiled what runs hot a second time.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    private readonly EncodingOptions _options = new() { MaxDegreeOfParallelism = plan.Threads };

    /// <summary>The report, whose first fields are those that scripts rely on.</summary>
    public FieldReport ToReport()
    {
        Action operation = Operations.Prepare(plan, _options);
        Sample first = Sample.Of(operation);
        Sample[] samples = Measure(operation);
        Sample median = Sample.Median(samples);
        FieldReport report = new FieldReport()
            .Add("operation", plan.Operation)
            .Add("n_shards", plan.Parameters.Shards)
            .Add("size", plan.Size)
            .Add("threads", plan.Threads)
            .Add("repeat", plan.Repeat)
            .Add("median_ms", median.Wall.TotalMilliseconds)
            .Add("cpu_ms", median.Cpu.TotalMilliseconds)
            .Add("bytes_per_second", (long)(plan.Size / median.Wall.TotalSeconds))
            .Add("allocated_bytes", median.AllocatedBytes)
            .Add("peak_rss_bytes", PeakRss())
            .Add("least_cpu_ms", samples.Min(sample => sample.Cpu).TotalMilliseconds)
            .Add("first_ms", first.Wall.TotalMilliseconds)
            .Add("first_cpu_ms", first.Cpu.TotalMilliseconds);
        if (plan.Operation != Operations.Decode)
            AddLimits(report, samples.Min(sample => sample.Cpu));
        return report;
    }

    private Sample[] Measure(Action operation)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUp;)
            operation();
        return [.. Enumerable.Range(0, plan.Repeat).Select(_ => Sample.Of(operation))];
    }

    // What remains when the code is taken away is hashing, and what it takes to bring the data there.
    private void AddLimits(FieldReport report, TimeSpan cpu)
    {
        int symbolSize = plan.Parameters.SymbolSize(plan.Size);
        long compressions = EncodingCost.Compressions(plan.Parameters, symbolSize);
        TimeSpan code = Measure(Operations.PrepareCode(plan, _options)).Min(sample => sample.Cpu);
        double codeBytesPerSecond = EncodingCost.CodedBytesOfSlivers(plan.Parameters, symbolSize) / code.TotalSeconds;
        double codeSeconds = EncodingCost.CodedBytes(plan.Parameters, symbolSize) / codeBytesPerSecond;
        double limit = HashSpeed.NanosecondsPerCompression();
        report
            .Add("compressions", compressions)
            .Add("ns_per_compression", (cpu.TotalSeconds - codeSeconds) * 1e9 / compressions)
            .Add("ns_per_compression_limit", limit)
            .Add("code_bytes_per_second", (long)codeBytesPerSecond)
            .Add("percent_of_limit", 100 * limit * compressions / cpu.TotalNanoseconds);
    }

    private static long PeakRss()
    {
        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
