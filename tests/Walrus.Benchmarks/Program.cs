using BenchmarkDotNet.Running;
using Walrus.Benchmarks;
using Walrus.Benchmarks.Ledger;
using Walrus.Benchmarks.Network;
using Walrus.Benchmarks.Storage;

// Throughput and latency of a whole component are no matter of nanoseconds: such measurements have a verb of their own.
if (args is ["ledger", ..])
    return await LedgerBenchmark.RunAsync(args[1..]);
if (args is ["store", ..])
    return await StoreThroughput.RunAsync(args[1..]);
if (args is ["network", ..])
    return await NetworkBenchmark.RunAsync(args[1..]);
BenchmarkSwitcher.FromAssembly(typeof(InProcessConfig).Assembly).Run(args, new InProcessConfig());
return 0;
