using Walrus.Core.Parameters;

namespace Walrus.Cli.Benchmarks;

/// <summary>What to measure.</summary>
/// <param name="Operation">The operation by its name on the command line.</param>
/// <param name="Parameters">The network's parameters.</param>
/// <param name="Size">Bytes of the blob.</param>
/// <param name="Threads">Threads that work at the same time.</param>
/// <param name="Repeat">How many runs are measured.</param>
internal sealed record BenchPlan(string Operation, RedStuffParameters Parameters, long Size, int Threads, int Repeat);
