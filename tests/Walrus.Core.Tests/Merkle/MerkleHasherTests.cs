using CsCheck;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Core.Tests.Merkle;

public class MerkleHasherTests
{
    [Fact]
    public void Leaves_at_any_stride_hash_as_defined()
    {
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 20], Gen.Int[0, 40], Gen.UInt).Sample((size, gap, count, seed) =>
        {
            byte[] symbols = Bytes(seed, count * (size + gap));
            byte[] digests = new byte[count * 32];
            MerkleHasher.HashLeaves(symbols, size, size + gap, count, digests);
            Bytes32[] expected = [.. Enumerable.Range(0, count).Select(i => NaiveTree.Leaf(symbols.AsSpan(i * (size + gap), size)))];
            Assert.Equal(expected, NaiveTree.FromBytes(digests));
        });
    }

    [Fact]
    public void Inner_nodes_hash_as_defined_also_in_place()
    {
        for (int count = 0; count <= 40; count++)
        {
            byte[] pairs = Bytes((uint)count, count * 64);
            Bytes32[] children = NaiveTree.FromBytes(pairs);
            Bytes32[] expected = [.. Enumerable.Range(0, count).Select(i => NaiveTree.Inner(children[2 * i], children[2 * i + 1]))];
            byte[] parents = new byte[count * 32];
            MerkleHasher.HashInner(pairs, parents);
            Assert.Equal(expected, NaiveTree.FromBytes(parents));
            MerkleHasher.HashInner(pairs, pairs);
            Assert.Equal(parents, pairs[..parents.Length]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void Roots_are_as_defined_for_many_sizes(int seed)
    {
        for (int leaves = 0; leaves <= 70; leaves++)
        {
            byte[] digests = Bytes((uint)seed, leaves * 32);
            Bytes32 expected = NaiveTree.Root(NaiveTree.FromBytes(digests));
            Assert.Equal(expected, MerkleHasher.RootOf(digests));
        }
    }

    [Fact]
    public void Memory_that_is_too_short_is_refused()
    {
        byte[] digests = new byte[64];
        Assert.Throws<ArgumentException>(() => MerkleHasher.HashLeaves(new byte[9], 4, 6, 2, digests));
        Assert.Throws<ArgumentException>(() => MerkleHasher.HashLeaves(new byte[10], 4, 6, 2, new byte[63]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleHasher.HashLeaves(new byte[10], -1, 6, 2, digests));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleHasher.HashLeaves(new byte[10], 4, -6, 2, digests));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleHasher.HashLeaves(new byte[10], 4, 6, -2, digests));
        Assert.Throws<ArgumentException>(() => MerkleHasher.HashInner(new byte[63], digests));
        Assert.Throws<ArgumentException>(() => MerkleHasher.HashInner(new byte[128], new byte[63]));
        Assert.Throws<ArgumentException>(() => MerkleHasher.HashInner(new byte[64], new byte[32], digests));
        Assert.Throws<ArgumentException>(() => MerkleHasher.HashInner(new byte[64], new byte[64], new byte[63]));
        Assert.Throws<ArgumentException>(() => MerkleHasher.RootOf(new byte[33]));
    }

    internal static byte[] Bytes(uint seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random((int)(seed & int.MaxValue)).NextBytes(bytes);
        return bytes;
    }
}
