using BenchmarkDotNet.Attributes;
using Walrus.Core.Hashing;
using Walrus.Core.Merkle;

namespace Walrus.Benchmarks.Hashing;

/// <summary>
/// Hashing by the kind of message. The mean is the time of one compression, that is of one block of one message,
/// with everything around it; for leaves of two bytes, which come from a table, that of one leaf.
/// </summary>
public class CompressionBenchmarks
{
    private const int Messages = 1024;
    private readonly byte[] _symbols = new byte[Messages * 3000];
    private readonly byte[] _digests = new byte[Messages * 32];

    /// <summary>Random symbols: equal ones would not be hashed one by one.</summary>
    [GlobalSetup]
    public void FillSymbols() => new Random(1).NextBytes(_symbols);

    [Benchmark(OperationsPerInvoke = Messages)]
    public void Leaf_of_2_bytes() => HashLeaves(2);

    [Benchmark(OperationsPerInvoke = Messages)]
    public void Leaf_of_64_bytes() => HashLeaves(64);

    [Benchmark(OperationsPerInvoke = Messages * 5)]
    public void Block_of_leaf_of_512_bytes() => HashLeaves(512);

    [Benchmark(OperationsPerInvoke = Messages * 24)]
    public void Block_of_leaf_of_3000_bytes() => HashLeaves(3000);

    [Benchmark(OperationsPerInvoke = Messages)]
    public void Inner_node() => MerkleHasher.HashInner(_symbols.AsSpan(0, Messages * 64), _digests);

    [Benchmark(OperationsPerInvoke = Messages * 3000 / 128)]
    public void Block_of_single_message() => Blake2b256.Hash(_symbols, _digests);

    private void HashLeaves(int symbolSize) => MerkleHasher.HashLeaves(_symbols, symbolSize, symbolSize, Messages, _digests);
}
