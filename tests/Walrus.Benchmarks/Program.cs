using BenchmarkDotNet.Running;
using Walrus.Benchmarks;
using Walrus.Benchmarks.Storage;

if (args is ["store", .. string[] rest])
    return await StoreThroughput.RunAsync(rest);
BenchmarkSwitcher.FromAssembly(typeof(InProcessConfig).Assembly).Run(args, new InProcessConfig());
return 0;
