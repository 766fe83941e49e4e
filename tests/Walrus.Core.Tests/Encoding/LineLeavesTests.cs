using Walrus.Core.Encoding;
using Walrus.Core.ErasureCoding;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;
using Walrus.Core.Tests.Merkle;

namespace Walrus.Core.Tests.Encoding;

public sealed class LineLeavesTests
{
    private const int SymbolSize = 300;

    /// <summary>Three slices, the last of which is no whole number of blocks.</summary>
    private static readonly LinePacking Packing = new(SymbolSize, maxLines: 1, targetBytes: 128);

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(66)]
    public void Segments_of_all_lengths_hash_like_single_symbols(int recoveries)
    {
        Assert.Equal(3, Packing.Slices);
        for (int sources = 1; sources <= 130; sources++)
        {
            CodeShape shape = new(sources, recoveries);
            using LineLeaves leaves = new(shape, Packing, 1);
            // Twice: what was gathered for one line must not reach the next.
            for (int round = 0; round < 2; round++)
            {
                byte[] symbols = Symbols(shape, seed: sources + round);
                for (int slice = 0; slice < Packing.Slices; slice++)
                    Add(leaves, shape, line: 0, slice, symbols, default);
                Assert.Equal(DigestsOf(symbols), leaves.Digests(1).ToArray());
            }
        }
    }

    [Theory]
    [InlineData(67, 33)]
    [InlineData(34, 66)]
    [InlineData(4, 6)]
    public void Lines_take_turns_slice_by_slice(int sources, int recoveries)
    {
        CodeShape shape = new(sources, recoveries);
        byte[][] lines = [Symbols(shape, 1), Symbols(shape, 2), Symbols(shape, 3)];
        byte[][] states = [.. lines.Select(_ => new byte[LineLeaves.StatesSize(shape)])];
        using LineLeaves leaves = new(shape, Packing, lines.Length);
        for (int slice = 0; slice < Packing.Slices; slice++)
        {
            for (int line = 0; line < lines.Length; line++)
                Add(leaves, shape, line, slice, lines[line], states[line]);
        }

        Assert.Equal(lines.SelectMany(DigestsOf), leaves.Digests(lines.Length).ToArray());
    }

    // Segments come in memory of their own, at strides of their own, as the sources and the chunks of recovery symbols do.
    private static void Add(LineLeaves leaves, CodeShape shape, int line, int slice, byte[] symbols, Span<byte> states)
    {
        leaves.Add(line, 1, slice, Segment(0, shape.Sources, SymbolSize + 7), states);
        for (int first = 0; first < shape.Recoveries; first += shape.ChunkSize)
            leaves.Add(line, 1, slice, Segment(shape.Sources + first, Math.Min(shape.ChunkSize, shape.Recoveries - first), Packing.SliceSize), states);

        SymbolSegment Segment(int first, int count, int stride)
        {
            byte[] memory = new byte[count * stride];
            for (int i = 0; i < count; i++)
                symbols.AsSpan((first + i) * SymbolSize + Packing.OffsetOf(slice), Packing.SizeOf(slice)).CopyTo(memory.AsSpan(i * stride));
            return new SymbolSegment(first, count, memory, stride, 0);
        }
    }

    private static byte[] Symbols(CodeShape shape, int seed) => MerkleHasherTests.Bytes((uint)seed, shape.Symbols * SymbolSize);

    private static byte[] DigestsOf(byte[] symbols) =>
    [
        .. symbols.Chunk(SymbolSize).SelectMany(symbol =>
        {
            byte[] digest = new byte[Bytes32.Length];
            Blake2b256.Hash([0, .. symbol], digest);
            return digest;
        }),
    ];
}
