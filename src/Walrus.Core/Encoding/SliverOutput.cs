using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Core.Encoding;

/// <summary>The wanted slivers of a blob on their way to the sink, addressed by their place on their axis.</summary>
internal sealed class SliverOutput
{
    // Of fewer bytes, the second-level cache would keep a good part for whoever reads the slivers next.
    private const long MinStreamed = 4 << 20;

    private readonly RedStuffParameters _parameters;
    private readonly ISliverSink? _sink;
    private readonly ISliverMemory? _memory;
    private readonly bool[]? _wantedPairs;
    private readonly bool _isStreamed;

    // Without a selection, all pairs are wanted if there is a sink.
    private SliverOutput(BlobMatrix matrix, ISliverSink? sink, bool[]? wantedPairs)
    {
        _parameters = matrix.Parameters;
        _sink = sink;
        _memory = sink as ISliverMemory;
        _wantedPairs = wantedPairs;
        long bytesPerPair = (long)matrix.SliverLength(Axis.Primary) + matrix.SliverLength(Axis.Secondary);
        int pairs = wantedPairs?.Count(static isWanted => isWanted) ?? _parameters.Shards;
        _isStreamed = _memory is not null && pairs * bytesPerPair >= MinStreamed;
    }

    /// <summary>No sliver at all.</summary>
    public static SliverOutput None(BlobMatrix matrix) => new(matrix, sink: null, wantedPairs: null);

    /// <summary>Every sliver.</summary>
    public static SliverOutput All(BlobMatrix matrix, ISliverSink sink) => new(matrix, sink, wantedPairs: null);

    /// <summary>Both slivers of the given pairs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pair.</exception>
    public static SliverOutput Of(BlobMatrix matrix, IEnumerable<SliverPairIndex> pairs, ISliverSink sink)
    {
        bool[] wanted = new bool[matrix.Parameters.Shards];
        foreach (SliverPairIndex pair in pairs)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pair.Value, wanted.Length, nameof(pairs));
            wanted[pair.Value] = true;
        }

        return new SliverOutput(matrix, sink, wanted);
    }

    /// <summary>Whether the wanted slivers lie in memory and can be read there: a secondary one, once all rows were written, is a column.</summary>
    public bool IsMemory => _memory is not null;

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

    /// <summary>The data of a wanted sliver that lies in memory.</summary>
    public Span<byte> Data(Axis axis, int index) => _memory!.Data(new SliverPairIndex(Pair(axis, index)), axis);

    /// <summary>Hands bytes of a wanted sliver to the sink; a unit of work that has done so ends with <see cref="Complete"/>.</summary>
    public void Write(Axis axis, int index, int offset, ReadOnlySpan<byte> bytes)
    {
        if (_isStreamed)
            StreamingCopy.Copy(bytes, Data(axis, index)[offset..]);
        else
            _sink!.Write(new SliverPairIndex(Pair(axis, index)), axis, offset, bytes);
    }

    /// <summary>Makes what this thread has written visible to those that learn of it afterwards.</summary>
    public void Complete()
    {
        if (_isStreamed)
            StreamingCopy.Complete();
    }

    private int Pair(Axis axis, int index) => axis == Axis.Primary ? index : _parameters.Shards - 1 - index;
}
