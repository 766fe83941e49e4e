using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Cli.Benchmarks;

/// <summary>How fast this processor compresses when the data are where it can reach them at once.</summary>
internal static class HashSpeed
{
    private const int Symbols = 16;
    private const int SymbolSize = 1023;
    private const int RoundsPerSample = 500;
    private const int Samples = 20;

    /// <summary>Nanoseconds of processor time for one compression of BLAKE2b, the best of several samples of one thread.</summary>
    public static double NanosecondsPerCompression()
    {
        byte[] symbols = new byte[Symbols * SymbolSize];
        // Leaves that are all the same would be hashed once.
        new Random(1).NextBytes(symbols);
        byte[] digests = new byte[Symbols * Bytes32.Length];
        double best = double.MaxValue;
        for (int i = 0; i < Samples; i++)
            best = Math.Min(best, Sample.Of(() => Hash(symbols, digests)).Cpu.TotalNanoseconds);
        return best / (RoundsPerSample * Symbols * EncodingCost.Blocks(SymbolSize));
    }

    private static void Hash(byte[] symbols, byte[] digests)
    {
        for (int i = 0; i < RoundsPerSample; i++)
            MerkleHasher.HashLeaves(symbols, SymbolSize, SymbolSize, Symbols, digests);
    }
}
