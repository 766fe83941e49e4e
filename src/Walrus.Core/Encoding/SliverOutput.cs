using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Core.Encoding;

/// <summary>The wanted slivers of a blob on their way to the sink, addressed by their place on their axis.</summary>
internal sealed class SliverOutput
{
    private readonly RedStuffParameters _parameters;
    private readonly ISliverSink? _sink;
    private readonly bool[]? _wantedPairs;

    // Without a selection, all pairs are wanted if there is a sink.
    private SliverOutput(RedStuffParameters parameters, ISliverSink? sink, bool[]? wantedPairs)
    {
        _parameters = parameters;
        _sink = sink;
        _wantedPairs = wantedPairs;
    }

    /// <summary>No sliver at all.</summary>
    public static SliverOutput None(RedStuffParameters parameters) => new(parameters, sink: null, wantedPairs: null);

    /// <summary>Every sliver.</summary>
    public static SliverOutput All(RedStuffParameters parameters, ISliverSink sink) => new(parameters, sink, wantedPairs: null);

    /// <summary>Both slivers of the given pairs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pair.</exception>
    public static SliverOutput Of(RedStuffParameters parameters, IEnumerable<SliverPairIndex> pairs, ISliverSink sink)
    {
        bool[] wanted = new bool[parameters.Shards];
        foreach (SliverPairIndex pair in pairs)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pair.Value, parameters.Shards, nameof(pairs));
            wanted[pair.Value] = true;
        }

        return new SliverOutput(parameters, sink, wanted);
    }

    /// <summary>Whether somebody wants sliver <paramref name="index"/>.</summary>
    public bool Wants(Axis axis, int index) => _wantedPairs is null ? _sink is not null : _wantedPairs[Pair(axis, index)];

    /// <summary>The end of the wanted slivers on <paramref name="axis"/> from <paramref name="first"/> on: one behind the last, or <paramref name="first"/>.</summary>
    public int EndOfWanted(Axis axis, int first)
    {
        for (int end = _parameters.Shards; end > first; end--)
        {
            if (Wants(axis, end - 1))
                return end;
        }

        return first;
    }

    /// <summary>Hands bytes of a wanted sliver to the sink.</summary>
    public void Write(Axis axis, int index, int offset, ReadOnlySpan<byte> bytes) =>
        _sink!.Write(new SliverPairIndex(Pair(axis, index)), axis, offset, bytes);

    private int Pair(Axis axis, int index) => axis == Axis.Primary ? index : _parameters.Shards - 1 - index;
}
