using Walrus.Core.Parameters;

namespace Walrus.Cli.Benchmarks;

/// <summary>What encoding a blob takes by the protocol, whoever does it (data plane 3, 5).</summary>
internal static class EncodingCost
{
    private const int BlockSize = 128;

    /// <summary>
    /// Compressions of BLAKE2b: all n² symbols, and inner nodes of the trees over 2n slivers and over the pairs. Looking a digest up
    /// instead of computing it does not make the number smaller.
    /// </summary>
    public static long Compressions(RedStuffParameters parameters, int symbolSize)
    {
        long n = parameters.Shards;
        long inner = InnerNodes(parameters.Shards);
        return n * n * Blocks(symbolSize) + 2 * n * inner + n + inner;
    }

    /// <summary>Bytes that go into the erasure code if every symbol of the expanded matrix is wanted: all rows, then all columns.</summary>
    public static long CodedBytes(RedStuffParameters parameters, int symbolSize) =>
        ((long)parameters.SourceSymbols + (long)parameters.Shards * parameters.PrimarySymbols) * symbolSize;

    /// <summary>The same if only the symbols of slivers are wanted, so that the parity columns need not be extended.</summary>
    public static long CodedBytesOfSlivers(RedStuffParameters parameters, int symbolSize) => 2L * parameters.SourceSymbols * symbolSize;

    /// <summary>Compressions of one leaf: a zero byte and the symbol.</summary>
    public static int Blocks(int symbolSize) => (symbolSize + BlockSize) / BlockSize;

    private static long InnerNodes(int leaves)
    {
        long nodes = 0;
        for (int level = leaves; level > 1; level = (level + 1) / 2)
            nodes += (level + 1) / 2;
        return nodes;
    }
}
