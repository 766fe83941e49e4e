using Walrus.Core.Hashing;
using Walrus.Core.Merkle;

namespace Walrus.Core.Tests.Merkle;

public class AllocationTests
{
    [Fact]
    public void Hashing_allocates_nothing()
    {
        byte[] symbols = MerkleHasherTests.Bytes(1, 64_000);
        byte[] digests = new byte[32_000];
        byte[] states = new byte[LeafStates.Size(100)];
        // Enough leaves of two bytes for their table to be there.
        for (int round = 0; round < 70; round++)
            HashEverything(symbols, digests, states);
        long before = GC.GetAllocatedBytesForCurrentThread();
        HashEverything(symbols, digests, states);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void HashEverything(byte[] symbols, byte[] digests, byte[] states)
    {
        Blake2b256.Hash(symbols);
        MerkleHasher.HashLeaves(symbols, 2, 3, 1000, digests);
        MerkleHasher.HashLeaves(symbols, 500, 600, 100, digests);
        new LeafStates(states, 100).Absorb(symbols, 256, 256, 0);
        new LeafStates(states, 100).Finish(symbols, 256, 256, 256, digests);
        MerkleHasher.HashInner(symbols.AsSpan(0, 6400), digests);
        MerkleColumns.RootsOf(digests, 30, 30);
        MerkleHasher.RootOf(digests.AsSpan(0, 77 * 32));
    }
}
