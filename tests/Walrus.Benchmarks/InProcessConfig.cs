using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Walrus.Benchmarks;

/// <summary>
/// Measures in the process that was started, so that its environment decides on the instruction sets and nothing is built
/// between rows; shows what each row allocates.
/// </summary>
public class InProcessConfig : ManualConfig
{
    /// <summary>The configuration of every benchmark.</summary>
    public InProcessConfig()
    {
        // Many short iterations: on a shared machine some of them are undisturbed, and the minimum shows those.
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithIterationTime(TimeInterval.FromMilliseconds(10)).WithWarmupCount(20).WithIterationCount(100));
        AddColumn(TargetMethodColumn.Method, StatisticColumn.Min, StatisticColumn.Median, StatisticColumn.Mean);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        AddColumnProvider(DefaultColumnProviders.Params, DefaultColumnProviders.Metrics);
    }
}
