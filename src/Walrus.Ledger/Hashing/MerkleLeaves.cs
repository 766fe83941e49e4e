using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Ledger.Hashing;

/// <summary>Leaves of any length of one of the protocol's Merkle trees (data plane 5), all in one buffer.</summary>
internal sealed class MerkleLeaves
{
    private readonly BcsWriter _bytes = new(4096);
    private readonly List<(int Length, int Start, int Index)> _leaves = [];

    /// <summary>Appends a leaf: whatever <paramref name="write"/> appends.</summary>
    public void Add<T>(T value, Action<BcsWriter, T> write)
    {
        int start = _bytes.Written.Length;
        write(_bytes, value);
        _leaves.Add((_bytes.Written.Length - start, start, _leaves.Count));
    }

    /// <summary>The tree over the leaves, in the order in which they were added.</summary>
    public MerkleTree ToTree() => MerkleTree.FromDigests(Digests());

    /// <summary>Root of that tree; 32 zero bytes for none.</summary>
    public Bytes32 Root() => MerkleHasher.RootOf(Digests());

    /// <summary>Leaves of one length are hashed side by side, which takes a fraction of the time.</summary>
    private byte[] Digests()
    {
        byte[] digests = new byte[_leaves.Count * Bytes32.Length];
        byte[] side = [];
        foreach (IGrouping<int, (int Length, int Start, int Index)> group in _leaves.GroupBy(static leaf => leaf.Length))
        {
            (int Length, int Start, int Index)[] leaves = [.. group];
            byte[] symbols = new byte[leaves.Length * group.Key];
            for (int i = 0; i < leaves.Length; i++)
                _bytes.Written.Span.Slice(leaves[i].Start, group.Key).CopyTo(symbols.AsSpan(i * group.Key));
            if (side.Length < leaves.Length * Bytes32.Length)
                side = new byte[leaves.Length * Bytes32.Length];
            MerkleHasher.HashLeaves(symbols, group.Key, group.Key, leaves.Length, side);
            for (int i = 0; i < leaves.Length; i++)
                side.AsSpan(i * Bytes32.Length, Bytes32.Length).CopyTo(digests.AsSpan(leaves[i].Index * Bytes32.Length));
        }

        return digests;
    }
}
