using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;

namespace Walrus.Core.Encoding;

/// <summary>Keeps whole slivers in memory: for blobs whose expansion is small, and for the few slivers of a chosen selection.</summary>
public sealed class MemorySliverSink : ISliverMemory
{
    private readonly RedStuffParameters _parameters;
    private readonly int _symbolSize;
    private readonly byte[]?[] _primary;
    private readonly byte[]?[] _secondary;

    /// <summary>Room for the slivers of all pairs of a blob of <paramref name="blobSize"/> bytes.</summary>
    public MemorySliverSink(RedStuffParameters parameters, long blobSize)
        : this(parameters, blobSize, Enumerable.Range(0, parameters.Shards).Select(p => new SliverPairIndex(p))) { }

    /// <summary>Room for the slivers of some pairs of a blob of <paramref name="blobSize"/> bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pair.</exception>
    /// <exception cref="BlobTooLargeException">The blob exceeds what the shards can hold.</exception>
    public MemorySliverSink(RedStuffParameters parameters, long blobSize, IEnumerable<SliverPairIndex> pairs)
    {
        _parameters = parameters;
        _symbolSize = parameters.SymbolSize(blobSize);
        _primary = new byte[parameters.Shards][];
        _secondary = new byte[parameters.Shards][];
        foreach (SliverPairIndex pair in pairs)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pair.Value, parameters.Shards, nameof(pairs));
            _primary[pair.Value] = new byte[parameters.SecondarySymbols * _symbolSize];
            _secondary[pair.Value] = new byte[parameters.PrimarySymbols * _symbolSize];
        }
    }

    /// <inheritdoc/>
    Span<byte> ISliverMemory.Data(SliverPairIndex pair, Axis axis) => Data(pair, axis);

    /// <summary>The sliver of a pair, which shares the memory of this.</summary>
    /// <exception cref="KeyNotFoundException">There is no room for this pair.</exception>
    public Sliver this[SliverPairIndex pair, Axis axis] => new(axis, _parameters.SliverOf(pair, axis), _symbolSize, Data(pair, axis));

    /// <summary>Both slivers of a pair.</summary>
    /// <exception cref="KeyNotFoundException">There is no room for this pair.</exception>
    public SliverPair this[SliverPairIndex pair] => new(this[pair, Axis.Primary], this[pair, Axis.Secondary]);

    private byte[] Data(SliverPairIndex pair, Axis axis) =>
        (axis == Axis.Primary ? _primary : _secondary)[pair.Value] ?? throw new KeyNotFoundException($"Pair {pair} is not kept.");
}
