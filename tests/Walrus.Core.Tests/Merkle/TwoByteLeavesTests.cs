using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Core.Tests.Merkle;

public unsafe class TwoByteLeavesTests
{
    [Fact]
    public void The_table_holds_the_digest_of_every_symbol()
    {
        byte[] symbols = new byte[2 * 65536];
        for (int value = 0; value < 65536; value++)
            (symbols[2 * value], symbols[2 * value + 1]) = ((byte)(value >> 8), (byte)value);
        byte[] digests = new byte[65536 * Bytes32.Length];
        fixed (byte* memory = symbols, target = digests)
            TwoByteLeaves.LookUp(new SymbolBatch(memory, symbols.Length, 2, 65536, 2), target);
        for (int value = 0; value < 65536; value++)
            Assert.Equal(NaiveTree.Leaf(symbols.AsSpan(2 * value, 2)), new Bytes32(digests.AsSpan(value * 32, 32)));
    }

    [Fact]
    public void Leaves_before_and_after_the_table_is_built_are_the_same()
    {
        byte[] symbols = MerkleHasherTests.Bytes(4, 3 * 1000);
        byte[] first = new byte[32_000];
        byte[] later = new byte[32_000];
        MerkleHasher.HashLeaves(symbols, 2, 3, 1000, first);
        for (int round = 0; round < 70; round++)
            MerkleHasher.HashLeaves(symbols, 2, 3, 1000, later);
        Assert.Equal(first, later);
        Assert.Equal(NaiveTree.Leaf(symbols.AsSpan(2997, 2)), new Bytes32(later.AsSpan(999 * 32)));
    }
}
