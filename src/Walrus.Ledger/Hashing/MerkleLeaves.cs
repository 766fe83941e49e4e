using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Ledger.Hashing;

/// <summary>
/// Leaves of any length of one of the protocol's Merkle trees (data plane 5). Those of one length lie side by side and are hashed
/// together, which takes a fraction of the time. One object serves for many trees. Not thread-safe.
/// </summary>
internal sealed class MerkleLeaves
{
    // Beyond, buffers would lie idle for lengths that may not come again.
    private const int LengthsKept = 64;

    private readonly BcsWriter _leaf = new();
    private readonly Dictionary<int, SameLength> _byLength = [];
    private byte[] _side = [];
    private byte[] _digests = [];
    private int _count;

    /// <summary>Appends a leaf: whatever <paramref name="write"/> appends.</summary>
    public void Add<T>(T value, Action<BcsWriter, T> write)
    {
        _leaf.Clear();
        write(_leaf, value);
        int length = _leaf.Written.Length;
        if (!_byLength.TryGetValue(length, out SameLength? leaves))
            _byLength.Add(length, leaves = new SameLength());
        leaves.Bytes.Fixed(_leaf.Written.Span);
        leaves.Indices.Add(_count++);
    }

    /// <summary>Root of the tree over the leaves, in the order in which they were added; 32 zero bytes for none.</summary>
    public Bytes32 Root()
    {
        Span<byte> digests = Room(ref _digests, _count);
        foreach ((int length, SameLength leaves) in _byLength)
            Hash(leaves, length, digests);
        return MerkleHasher.RootOf(digests);
    }

    /// <summary>Forgets the leaves, before those of another tree.</summary>
    public void Clear()
    {
        _count = 0;
        if (_byLength.Count > LengthsKept)
            _byLength.Clear();
        foreach (SameLength leaves in _byLength.Values)
        {
            leaves.Bytes.Clear();
            leaves.Indices.Clear();
        }
    }

    private void Hash(SameLength leaves, int length, Span<byte> digests)
    {
        Span<byte> side = Room(ref _side, leaves.Indices.Count);
        MerkleHasher.HashLeaves(leaves.Bytes.Written.Span, length, length, leaves.Indices.Count, side);
        for (int i = 0; i < leaves.Indices.Count; i++)
            side.Slice(i * Bytes32.Length, Bytes32.Length).CopyTo(digests[(leaves.Indices[i] * Bytes32.Length)..]);
    }

    private static Span<byte> Room(ref byte[] buffer, int digests)
    {
        int length = digests * Bytes32.Length;
        if (buffer.Length < length)
            buffer = new byte[length + length / 2];
        return buffer.AsSpan(0, length);
    }

    private sealed class SameLength
    {
        public BcsWriter Bytes { get; } = new(4096);

        public List<int> Indices { get; } = [];
    }
}
