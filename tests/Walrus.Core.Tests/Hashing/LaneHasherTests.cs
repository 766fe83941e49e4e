using System.Runtime.Intrinsics.X86;
using CsCheck;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;
using Walrus.Core.Tests.Merkle;

namespace Walrus.Core.Tests.Hashing;

/// <summary>Every width that this processor has, against one message at a time.</summary>
public unsafe class LaneHasherTests
{
    private static readonly int[] BlockEdges =
        [.. new[] { 384, 512, 640, 1024, 3000, 65534 }.SelectMany(size => new[] { size - 2, size - 1, size, size + 1 })];

    public static TheoryData<string> Widths => new(LaneHasher.Available.Select(hasher => hasher.Name));

    [Fact]
    public void The_processor_s_widths_are_all_there()
    {
        int expected = 1 + (Avx2.IsSupported ? 1 : 0) + (Avx512F.IsSupported ? 1 : 0);
        Assert.Equal(expected, LaneHasher.Available.Length);
        Assert.Same(LaneHasher.Available[^1], LaneHasher.Best);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Leaves_of_every_length_hash_as_one_by_one(string width)
    {
        foreach (int size in Enumerable.Range(0, 301).Concat(BlockEdges))
            AssertLeaves(Hasher(width), size, gap: size % 3, count: 17, seed: (uint)size);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Leaves_of_every_count_hash_as_one_by_one(string width)
    {
        for (int count = 0; count <= 40; count++)
        {
            AssertLeaves(Hasher(width), size: 6, gap: 0, count, seed: 1);
            AssertLeaves(Hasher(width), size: 150, gap: 10, count, seed: 2);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Runs_of_equal_leaves_hash_as_one_by_one(string width) =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[1, 60].Array[1, 4], Gen.UInt).Sample((size, runs, seed) =>
        {
            byte[] symbols = [.. runs.SelectMany((run, i) => Enumerable.Repeat(MerkleHasherTests.Bytes(seed + (uint)i, size), run)).SelectMany(s => s)];
            AssertLeaves(Hasher(width), symbols, size, size, runs.Sum());
        });

    [Theory]
    [MemberData(nameof(Widths))]
    public void Inner_nodes_of_every_count_hash_as_one_by_one(string width)
    {
        for (int count = 0; count <= 40; count++)
        {
            byte[] pairs = MerkleHasherTests.Bytes((uint)count, count * 64);
            Assert.Equal(NaiveParents(pairs), HashPairs(Hasher(width), pairs));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Runs_of_equal_inner_nodes_hash_as_one_by_one(string width) =>
        Gen.Select(Gen.Int[1, 60].Array[1, 4], Gen.UInt).Sample((runs, seed) =>
        {
            byte[] pairs = [.. runs.SelectMany((run, i) => Enumerable.Repeat(MerkleHasherTests.Bytes(seed + (uint)i, 64), run)).SelectMany(s => s)];
            Assert.Equal(NaiveParents(pairs), HashPairs(Hasher(width), pairs));
        });

    [Theory]
    [MemberData(nameof(Widths))]
    public void No_byte_outside_of_the_memory_is_touched(string width)
    {
        using GuardedMemory memory = new(80_000);
        foreach (int size in (int[])[0, 1, 2, 6, 31, 32, 62, 63, 95, 126, 127, 128, 150, 255, 256, 3000])
        {
            foreach (int count in (int[])[1, 3, 8, 16, 20])
            {
                byte[] symbols = MerkleHasherTests.Bytes((uint)size, size * count);
                Span<byte> first = memory.AtStart(symbols.Length);
                symbols.CopyTo(first);
                byte[] expected = HashLeaves(Hasher(width), first, size, size, count);
                Span<byte> last = memory.AtEnd(symbols.Length);
                symbols.CopyTo(last);
                Assert.Equal(expected, HashLeaves(Hasher(width), last, size, size, count));
            }
        }
    }

    private static LaneHasher Hasher(string width) => LaneHasher.Available.Single(hasher => hasher.Name == width);

    private static void AssertLeaves(LaneHasher hasher, int size, int gap, int count, uint seed) =>
        AssertLeaves(hasher, MerkleHasherTests.Bytes(seed, count * (size + gap)), size, size + gap, count);

    private static void AssertLeaves(LaneHasher hasher, byte[] symbols, int size, int stride, int count)
    {
        byte[] expected = NaiveTree.ToBytes(Enumerable.Range(0, count).Select(i => NaiveTree.Leaf(symbols.AsSpan(i * stride, size))));
        Assert.Equal(expected, HashLeaves(hasher, symbols, size, stride, count));
    }

    private static byte[] HashLeaves(LaneHasher hasher, ReadOnlySpan<byte> symbols, int size, int stride, int count)
    {
        byte[] digests = new byte[count * Bytes32.Length];
        fixed (byte* memory = symbols, target = digests)
            hasher.HashLeaves(new SymbolBatch(memory, symbols.Length, size, count, stride), target);
        return digests;
    }

    private static byte[] HashPairs(LaneHasher hasher, byte[] pairs)
    {
        byte[] parents = new byte[pairs.Length / 2];
        fixed (byte* memory = pairs, target = parents)
            hasher.HashInner(memory, 64, memory + 32, 64, pairs.Length / 64, target);
        return parents;
    }

    private static byte[] NaiveParents(byte[] pairs)
    {
        Bytes32[] children = NaiveTree.FromBytes(pairs);
        return NaiveTree.ToBytes(Enumerable.Range(0, children.Length / 2).Select(i => NaiveTree.Inner(children[2 * i], children[2 * i + 1])));
    }
}
