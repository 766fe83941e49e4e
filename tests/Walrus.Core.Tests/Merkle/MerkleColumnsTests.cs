using CsCheck;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Core.Tests.Merkle;

public class MerkleColumnsTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(1000, 10)]
    [InlineData(1024, 10)]
    [InlineData(1025, 11)]
    public void Height_is_the_logarithm_rounded_up(int leaves, int height) => Assert.Equal(height, MerkleColumns.Height(leaves));

    [Fact]
    public void Roots_of_many_trees_are_as_defined() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 70], Gen.UInt).Sample((trees, leaves, seed) =>
        {
            byte[] columns = MerkleHasherTests.Bytes(seed, trees * leaves * 32);
            Bytes32[] expected = Roots(columns, trees, leaves);
            MerkleColumns.RootsOf(columns, trees, leaves);
            Assert.Equal(expected, NaiveTree.FromBytes(columns.AsSpan(0, trees * 32)));
        });

    [Fact]
    public void Reduced_groups_of_columns_reduce_to_the_roots_of_the_trees() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 70], Gen.Int[0, 3], Gen.UInt).Sample((trees, leaves, levels, seed) =>
        {
            byte[] columns = MerkleHasherTests.Bytes(seed, trees * leaves * 32);
            Bytes32[] expected = Roots(columns, trees, leaves);
            levels = Math.Min(levels, MerkleColumns.Height(leaves));
            int group = 1 << levels;
            List<byte> nodes = [];
            for (int first = 0; first < leaves; first += group)
            {
                int count = Math.Min(group, leaves - first);
                Span<byte> part = columns.AsSpan(first * trees * 32, count * trees * 32);
                MerkleColumns.Reduce(part, trees, count, levels);
                nodes.AddRange(part[..(trees * 32)]);
            }

            byte[] upper = [.. nodes];
            MerkleColumns.RootsOf(upper, trees, (leaves + group - 1) / group);
            Assert.Equal(expected, NaiveTree.FromBytes(upper.AsSpan(0, trees * 32)));
        });

    [Fact]
    public void Too_few_nodes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => MerkleColumns.RootsOf(new byte[95], 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleColumns.RootsOf(new byte[96], 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleColumns.RootsOf(new byte[96], 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleColumns.Reduce(new byte[96], 1, 3, -1));
    }

    private static Bytes32[] Roots(byte[] columns, int trees, int leaves)
    {
        Bytes32[] nodes = NaiveTree.FromBytes(columns);
        return [.. Enumerable.Range(0, trees).Select(tree =>
            NaiveTree.Root([.. Enumerable.Range(0, leaves).Select(leaf => nodes[leaf * trees + tree])]))];
    }
}
