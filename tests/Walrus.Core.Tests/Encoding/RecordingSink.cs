using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Core.Tests.Encoding;

/// <summary>Requires that every byte of the wanted slivers is written exactly once, and nothing else.</summary>
internal sealed class RecordingSink : ISliverSink
{
    private readonly Dictionary<(int Pair, Axis Axis), int[]> _writes = [];

    public RecordingSink(RedStuffParameters parameters, long blobSize, IEnumerable<int> pairs)
    {
        foreach (int pair in pairs)
        {
            _writes[(pair, Axis.Primary)] = new int[parameters.SliverLength(Axis.Primary, blobSize)];
            _writes[(pair, Axis.Secondary)] = new int[parameters.SliverLength(Axis.Secondary, blobSize)];
        }
    }

    public void Write(SliverPairIndex pair, Axis axis, int offset, ReadOnlySpan<byte> bytes)
    {
        Assert.False(bytes.IsEmpty);
        int[] writes = _writes[(pair.Value, axis)];
        for (int i = 0; i < bytes.Length; i++)
            Interlocked.Increment(ref writes[offset + i]);
    }

    public void RequireComplete()
    {
        foreach (((int pair, Axis axis), int[] writes) in _writes)
            Assert.True(Array.TrueForAll(writes, count => count == 1), $"{axis} sliver of pair {pair}");
    }
}
