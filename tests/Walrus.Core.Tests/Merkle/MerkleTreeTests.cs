using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Core.Tests.Merkle;

public class MerkleTreeTests
{
    [Fact]
    public void Every_leaf_of_every_tree_is_proved()
    {
        for (int leaves = 1; leaves <= 70; leaves++)
        {
            byte[] bytes = MerkleHasherTests.Bytes((uint)leaves, leaves * 10);
            MerkleTree tree = MerkleTree.FromLeaves(bytes, 10);
            Bytes32[] digests = [.. Enumerable.Range(0, leaves).Select(i => NaiveTree.Leaf(bytes.AsSpan(i * 10, 10)))];
            Assert.Equal(NaiveTree.Root(digests), tree.Root);
            for (int leaf = 0; leaf < leaves; leaf++)
            {
                Assert.Equal(digests[leaf], tree.LeafDigest(leaf));
                MerkleProof proof = tree.Proof(leaf);
                Assert.Equal(MerkleColumns.Height(leaves), proof.Path.Length);
                Assert.True(proof.Verify(tree.Root, bytes.AsSpan(leaf * 10, 10), leaf, leaves));
            }
        }
    }

    [Fact]
    public void Leaves_and_their_digests_give_the_same_tree()
    {
        byte[] bytes = MerkleHasherTests.Bytes(3, 21 * 64);
        byte[] digests = new byte[21 * 32];
        MerkleHasher.HashLeaves(bytes, 64, 64, 21, digests);
        MerkleTree tree = MerkleTree.FromDigests(digests);
        Assert.Equal(MerkleTree.FromLeaves(bytes, 64).Root, tree.Root);
        Assert.Equal(21, tree.LeafCount);
    }

    [Fact]
    public void A_tree_without_leaves_has_the_empty_root_and_proves_nothing()
    {
        MerkleTree tree = MerkleTree.FromDigests([]);
        Assert.Equal(default, tree.Root);
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Proof(0));
    }

    [Fact]
    public void Padding_is_recorded_as_empty_at_every_odd_level()
    {
        // Six leaves: the level above has three nodes, so its last one has an empty sibling.
        MerkleProof proof = MerkleTree.FromLeaves(new byte[6], 1).Proof(5);
        Assert.Equal([true, false, true], proof.Path.Select(node => node.IsDigest));
    }

    [Fact]
    public void Incomplete_leaves_and_leaves_that_are_not_there_are_refused()
    {
        Assert.Throws<ArgumentException>(() => MerkleTree.FromLeaves(new byte[5], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.FromLeaves([], 0));
        Assert.Throws<ArgumentException>(() => MerkleTree.FromDigests(new byte[33]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.FromLeaves(new byte[4], 2).Proof(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.FromLeaves(new byte[4], 2).LeafDigest(-1));
    }
}
