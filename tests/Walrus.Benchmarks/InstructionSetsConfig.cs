using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;

namespace Walrus.Benchmarks;

/// <summary>
/// Runs every row once with all instructions the processor has, once without the 512-bit and Galois-field ones, and once without
/// any vector instructions; shows what each row allocates.
/// </summary>
public class InstructionSetsConfig : ManualConfig
{
    /// <summary>The three jobs.</summary>
    public InstructionSetsConfig()
    {
        Job job = Job.Default.WithWarmupCount(3).WithIterationCount(10);
        AddJob(
            job.WithId("all"),
            job.WithId("AVX2").WithEnvironmentVariables(
                new EnvironmentVariable("DOTNET_EnableAVX512", "0"), new EnvironmentVariable("DOTNET_EnableGFNI", "0")),
            job.WithId("scalar").WithEnvironmentVariable("DOTNET_EnableHWIntrinsic", "0"));
        AddDiagnoser(MemoryDiagnoser.Default);
        HideColumns(Column.EnvironmentVariables, Column.Error, Column.StdDev);
    }
}
