using Walrus.Core.Merkle;

namespace Walrus.Core.Tests.Merkle;

public class MerkleForestTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(11)]
    public void Roots_are_as_defined_also_when_used_again(int trees)
    {
        for (int leaves = 1; leaves <= 70; leaves++)
        {
            MerkleForest forest = new(trees, leaves);
            for (uint round = 0; round < 2; round++)
            {
                byte[] columns = MerkleHasherTests.Bytes(round, trees * leaves * 32);
                for (int leaf = 0; leaf < leaves; leaf++)
                    forest.Append(columns.AsSpan(leaf * trees * 32, trees * 32));
                Assert.Equal(MerkleColumnsTests.Roots(columns, trees, leaves), NaiveTree.FromBytes(forest.Roots()));
                forest.Reset();
            }
        }
    }

    [Fact]
    public void Roots_before_the_last_leaf_and_leaves_after_it_are_refused()
    {
        MerkleForest forest = new(2, 3);
        forest.Append(new byte[64]);
        forest.Append(new byte[64]);
        Assert.Throws<InvalidOperationException>(() => forest.Roots().Length);
        Assert.Throws<ArgumentException>(() => forest.Append(new byte[32]));
        forest.Append(new byte[64]);
        Assert.Throws<InvalidOperationException>(() => forest.Append(new byte[64]));
        Assert.Equal(64, forest.Roots().Length);
    }
}
