using CsCheck;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Core.Tests.Merkle;

public unsafe class LeafStatesTests
{
    [Fact]
    public void Slices_hash_as_whole_symbols()
    {
        Gen.Select(Gen.Int[0, 900], Gen.Int[0, 40], Gen.Int[1, 3], Gen.UInt).Sample((size, count, blocks, seed) =>
        {
            byte[] symbols = MerkleHasherTests.Bytes(seed, size * count);
            Assert.Equal(Whole(symbols, size, count), Sliced(symbols, size, count, blocks * LeafStates.SliceUnit));
        });
    }

    [Fact]
    public void States_of_any_width_hash_as_whole_symbols()
    {
        const int Size = 384, Count = 21, Slice = 256;
        byte[] symbols = MerkleHasherTests.Bytes(5, Size * Count);
        byte[] expected = Whole(symbols, Size, Count);
        foreach (LaneHasher hasher in LaneHasher.Available)
        {
            byte[] digests = new byte[expected.Length];
            byte[] kept = new byte[LeafStates.Size(Count)];
            fixed (byte* memory = symbols, states = kept, target = digests)
            {
                hasher.AbsorbLeaves(new SymbolBatch(memory, symbols.Length, Slice, Count, Size), 0, states);
                hasher.FinishLeaves(
                    new SymbolBatch(memory + Slice, symbols.Length - Slice, Size - Slice, Count, Size), Slice, states, target);
            }

            Assert.Equal(expected, digests);
        }
    }

    [Fact]
    public void Slices_that_are_no_whole_blocks_are_refused()
    {
        byte[] memory = new byte[LeafStates.Size(1)];
        Assert.Throws<ArgumentException>(() => new LeafStates(memory, 1).Absorb(new byte[129], 129, 129, 0));
        Assert.Throws<ArgumentException>(() => new LeafStates(memory, 1).Absorb([], 0, 0, 0));
        Assert.Throws<ArgumentException>(() => new LeafStates(memory, 1).Absorb(new byte[127], 128, 128, 0));
        Assert.Throws<ArgumentException>(() => new LeafStates(memory, 1).Absorb(new byte[128], 128, 128, 64));
        Assert.Throws<ArgumentException>(() => new LeafStates(memory, 1).Finish(new byte[8], 8, 8, 0, new byte[31]));
        Assert.Throws<ArgumentException>(() => new LeafStates(memory, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => LeafStates.Size(int.MaxValue));
    }

    private static byte[] Whole(byte[] symbols, int size, int count)
    {
        byte[] digests = new byte[count * Bytes32.Length];
        MerkleHasher.HashLeaves(symbols, size, size, count, digests);
        return digests;
    }

    private static byte[] Sliced(byte[] symbols, int size, int count, int sliceSize)
    {
        byte[] digests = new byte[count * Bytes32.Length];
        LeafStates states = new(new byte[LeafStates.Size(count)], count);
        int offset = 0;
        for (; size - offset > sliceSize; offset += sliceSize)
            states.Absorb(symbols.AsSpan(count == 0 ? 0 : offset), sliceSize, size, offset);
        states.Finish(symbols.AsSpan(count == 0 ? 0 : offset), size - offset, size, offset, digests);
        return digests;
    }
}
