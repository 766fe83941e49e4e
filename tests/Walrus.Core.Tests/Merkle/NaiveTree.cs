using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Tests.Merkle;

/// <summary>The definition of data plane 5 written down as it stands, one hash at a time.</summary>
internal static class NaiveTree
{
    public static Bytes32 Leaf(ReadOnlySpan<byte> leaf) => Blake2b256.Hash([0, .. leaf]);

    public static Bytes32 Inner(Bytes32 left, Bytes32 right) => Blake2b256.Hash([1, .. left.ToArray(), .. right.ToArray()]);

    public static Bytes32 Root(IReadOnlyList<Bytes32> level) => level.Count switch
    {
        0 => default,
        1 => level[0],
        _ when level.Count % 2 != 0 => Root([.. level, default]),
        _ => Root([.. Enumerable.Range(0, level.Count / 2).Select(i => Inner(level[2 * i], level[2 * i + 1]))]),
    };

    public static byte[] ToBytes(IEnumerable<Bytes32> digests) => [.. digests.SelectMany(d => d.ToArray())];

    public static Bytes32[] FromBytes(ReadOnlySpan<byte> digests)
    {
        Bytes32[] values = new Bytes32[digests.Length / 32];
        for (int i = 0; i < values.Length; i++)
            values[i] = new Bytes32(digests.Slice(i * 32, 32));
        return values;
    }
}
