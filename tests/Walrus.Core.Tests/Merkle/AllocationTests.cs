using Walrus.Core.Hashing;
using Walrus.Core.Merkle;

namespace Walrus.Core.Tests.Merkle;

public class AllocationTests
{
    private static readonly int[] Offsets = [1, 7, 9];

    [Fact]
    public void Hashing_allocates_nothing()
    {
        byte[] symbols = MerkleHasherTests.Bytes(1, 64_000);
        byte[] digests = new byte[32_000];
        byte[] states = new byte[LeafStates.Size(100)];
        MerkleForest forest = new(50, 3);
        // Enough leaves of two bytes for their table to be there.
        for (int round = 0; round < 70; round++)
            HashEverything(symbols, digests, states, forest);
        long before = GC.GetAllocatedBytesForCurrentThread();
        HashEverything(symbols, digests, states, forest);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void HashEverything(byte[] symbols, byte[] digests, byte[] states, MerkleForest forest)
    {
        Blake2b256.Hash(symbols);
        MerkleHasher.HashLeaves(symbols, 2, 3, 1000, digests);
        MerkleHasher.HashLeaves(symbols, 500, 600, 100, digests);
        MerkleHasher.HashLeaves(symbols, 500, Offsets, digests);
        new LeafStates(states, 100).Absorb(symbols, 256, 256, 0);
        new LeafStates(states, 100).Finish(symbols, 256, 256, 256, digests);
        MerkleHasher.HashInner(symbols.AsSpan(0, 6400), digests);
        MerkleColumns.RootsOf(digests, 30, 30);
        MerkleHasher.RootOf(digests.AsSpan(0, 77 * 32));
        forest.Reset();
        for (int leaf = 0; leaf < 3; leaf++)
            forest.Append(digests.AsSpan(0, 50 * 32));
        forest.Roots().CopyTo(digests);
    }
}
