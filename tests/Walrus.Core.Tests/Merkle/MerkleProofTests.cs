using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Core.Tests.Merkle;

public class MerkleProofTests
{
    private const int Leaves = 11;
    private static readonly byte[] Bytes = MerkleHasherTests.Bytes(7, Leaves * 8);
    private static readonly MerkleTree Tree = MerkleTree.FromLeaves(Bytes, 8);

    [Fact]
    public void Another_root_leaf_or_place_is_refused()
    {
        for (int leaf = 0; leaf < Leaves; leaf++)
        {
            MerkleProof proof = Tree.Proof(leaf);
            Assert.False(proof.Verify(default, Leaf(leaf), leaf, Leaves));
            Assert.False(proof.Verify(Tree.Root, Leaf(leaf)[..7], leaf, Leaves));
            for (int other = -1; other < 2 * Leaves; other++)
            {
                Assert.Equal(other == leaf, proof.Verify(Tree.Root, Leaf(leaf), other, Leaves));
                if (other is >= 0 and < Leaves)
                    Assert.Equal(other == leaf, proof.Verify(Tree.Root, Leaf(other), leaf, Leaves));
            }
        }
    }

    [Fact]
    public void Any_changed_missing_or_additional_sibling_is_refused()
    {
        for (int leaf = 0; leaf < Leaves; leaf++)
        {
            MerkleProof proof = Tree.Proof(leaf);
            for (int level = 0; level < proof.Path.Length; level++)
            {
                byte[] changed = proof.Path[level].Bytes.ToArray();
                changed[level] ^= 1;
                AssertRefused(new MerkleProof(proof.Path.SetItem(level, new MerkleNode(new Bytes32(changed)))), leaf);
                AssertRefused(new MerkleProof(proof.Path.RemoveAt(level)), leaf);
                AssertRefused(new MerkleProof(proof.Path.Insert(level, MerkleNode.Empty)), leaf);
            }
        }
    }

    [Fact]
    public void An_empty_sibling_hashes_as_zeros()
    {
        MerkleProof proof = Tree.Proof(Leaves - 1);
        Assert.Equal(MerkleNode.Empty, proof.Path[0]);
        Assert.True(new MerkleProof(proof.Path.SetItem(0, new MerkleNode(default))).Verify(Tree.Root, Leaf(Leaves - 1), Leaves - 1, Leaves));
    }

    [Fact]
    public void A_path_longer_than_the_tree_is_high_is_refused_although_it_leads_to_the_root()
    {
        MerkleProof proof = Tree.Proof(3);
        Assert.True(proof.Verify(Tree.Root, Leaf(3), 3, leafCount: 16));
        Assert.True(proof.Verify(Tree.Root, Leaf(3), 3, leafCount: 9));
        Assert.False(proof.Verify(Tree.Root, Leaf(3), 3, leafCount: 8));
    }

    [Fact]
    public void A_place_beyond_the_path_is_refused_although_its_turns_are_the_same()
    {
        MerkleProof proof = MerkleTree.FromLeaves(Bytes.AsSpan(0, 16), 8).Proof(1);
        Bytes32 root = MerkleTree.FromLeaves(Bytes.AsSpan(0, 16), 8).Root;
        Assert.True(proof.Verify(root, Leaf(1), 1, Leaves));
        Assert.False(proof.Verify(root, Leaf(1), 3, Leaves));
    }

    [Fact]
    public void A_tree_without_leaves_has_no_leaf() => Assert.False(new MerkleProof([]).Verify(default, [], 0, 0));

    [Fact]
    public void The_bytes_are_a_count_and_tagged_nodes()
    {
        MerkleProof proof = Tree.Proof(Leaves - 1);
        byte[] bytes = BcsFormat.ToBytes(proof);
        Assert.Equal([4, 0, 1, .. proof.Path[1].Bytes.ToArray()], bytes[..35]);
        Assert.Equal(proof, BcsFormat.FromBytes<MerkleProof>(bytes));
        Assert.Equal(proof.GetHashCode(), BcsFormat.FromBytes<MerkleProof>(bytes).GetHashCode());
        Assert.NotEqual(proof, Tree.Proof(0));
    }

    [Fact]
    public void Bytes_that_are_no_proof_are_refused()
    {
        byte[] tooLong = new byte[MerkleProof.MaxPathLength + 2];
        tooLong[0] = MerkleProof.MaxPathLength + 1;
        Assert.Throws<BcsException>(() => BcsFormat.FromBytes<MerkleProof>(tooLong));
        Assert.Throws<BcsException>(() => BcsFormat.FromBytes<MerkleProof>([1, 2]));
        Assert.Throws<BcsException>(() => BcsFormat.FromBytes<MerkleProof>([1, 1, 0]));
        Assert.Throws<BcsException>(() => BcsFormat.FromBytes<MerkleProof>([1, 0, 0]));
        Assert.Throws<ArgumentException>(() => new MerkleProof(default));
    }

    private static void AssertRefused(MerkleProof proof, int leaf) => Assert.False(proof.Verify(Tree.Root, Leaf(leaf), leaf, Leaves));

    private static ReadOnlySpan<byte> Leaf(int index) => Bytes.AsSpan(index * 8, 8);
}
