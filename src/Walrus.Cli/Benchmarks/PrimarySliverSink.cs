using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;

namespace Walrus.Cli.Benchmarks;

/// <summary>Keeps the primary slivers of the last pairs, those furthest from the blob's own bytes, and forgets the secondary ones.</summary>
internal sealed class PrimarySliverSink : ISliverSink
{
    private readonly int _first;
    private readonly byte[][] _data;
    private readonly int _symbolSize;

    public PrimarySliverSink(RedStuffParameters parameters, long blobSize, int count)
    {
        _first = parameters.Shards - count;
        _symbolSize = parameters.SymbolSize(blobSize);
        _data = [.. Enumerable.Range(0, count).Select(_ => new byte[parameters.SliverLength(Axis.Primary, blobSize)])];
    }

    /// <summary>The pairs of the slivers.</summary>
    public IEnumerable<SliverPairIndex> Pairs => Enumerable.Range(_first, _data.Length).Select(p => new SliverPairIndex(p));

    /// <summary>The slivers.</summary>
    public Sliver[] Slivers => [.. _data.Select((data, i) => new Sliver(Axis.Primary, new SliverIndex(_first + i), _symbolSize, data))];

    /// <inheritdoc/>
    public void Write(SliverPairIndex pair, Axis axis, int offset, ReadOnlySpan<byte> bytes)
    {
        if (axis == Axis.Primary)
            bytes.CopyTo(_data[pair.Value - _first].AsSpan(offset));
    }
}
