using BenchmarkDotNet.Running;
using Walrus.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(InProcessConfig).Assembly).Run(args, new InProcessConfig());
