using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Benchmarks.Network;

/// <summary>What a disk sees of an encoded blob: as many slivers as it has, as long as they are, of random bytes.</summary>
internal sealed class ExpandedBlob(int nodes, int shards, int size)
{
    private readonly byte[] _primary = Random(new RedStuffParameters(shards).SliverLength(Axis.Primary, size));
    private readonly byte[] _secondary = Random(new RedStuffParameters(shards).SliverLength(Axis.Secondary, size));

    /// <summary>How many nodes share the slivers.</summary>
    public int Nodes => nodes;

    /// <summary>Bytes of all slivers.</summary>
    public long Length => (long)shards * (_primary.Length + _secondary.Length);

    /// <summary>The slivers that one node gets.</summary>
    public IEnumerable<(int Shard, Axis Axis, byte[] Bytes)> SliversOf(int node)
    {
        for (int shard = node; shard < shards; shard += nodes)
        {
            yield return (shard, Axis.Primary, _primary);
            yield return (shard, Axis.Secondary, _secondary);
        }
    }

    private static byte[] Random(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
