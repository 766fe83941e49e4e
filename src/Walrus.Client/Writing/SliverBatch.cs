using System.Buffers.Binary;
using Walrus.Client.Buffers;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;

namespace Walrus.Client.Writing;

/// <summary>
/// The slivers of some pairs in native memory, framed as they go over the wire, so that sending them copies nothing.
/// Shared by the nodes it serves: the memory is given back when the last of them has disposed its reference.
/// </summary>
internal sealed class SliverBatch : ISliverMemory, IDisposable
{
    private const int Alignment = 64;
    private readonly Dictionary<SliverPairIndex, int> _slots = [];
    private readonly MemoryLease _lease;
    private readonly NativeBlock _memory;
    private readonly Frame _primary;
    private readonly Frame _secondary;
    private int _references = 1;

    /// <summary>Room for the slivers of <paramref name="pairs"/>; takes over the lease.</summary>
    public SliverBatch(RedStuffParameters parameters, long blobSize, IReadOnlyCollection<SliverPairIndex> pairs, MemoryLease lease)
    {
        _primary = new Frame(parameters.SliverLength(Axis.Primary, blobSize));
        _secondary = new Frame(parameters.SliverLength(Axis.Secondary, blobSize));
        _lease = lease;
        _memory = NativeBlock.Rent(BytesPerPair(parameters, blobSize) * pairs.Count);
        int symbolSize = parameters.SymbolSize(blobSize);
        foreach (SliverPairIndex pair in pairs)
        {
            _slots.Add(pair, _slots.Count);
            foreach (Axis axis in (ReadOnlySpan<Axis>)[Axis.Primary, Axis.Secondary])
                FrameOf(axis).Write(_memory.Span(OffsetOf(pair, axis), FrameOf(axis).Length), symbolSize, parameters.SliverOf(pair, axis));
        }
    }

    /// <summary>Bytes that the two slivers of a pair take in memory.</summary>
    public static long BytesPerPair(RedStuffParameters parameters, long blobSize) =>
        (long)Padded(Sliver.BcsLength(parameters.SliverLength(Axis.Primary, blobSize)))
        + Padded(Sliver.BcsLength(parameters.SliverLength(Axis.Secondary, blobSize)));

    /// <summary>Whether the slivers of this pair are here.</summary>
    public bool Contains(SliverPairIndex pair) => _slots.ContainsKey(pair);

    /// <summary>BCS of a sliver, once it has been encoded.</summary>
    public ReadOnlyMemory<byte> Body(SliverPairIndex pair, Axis axis) => _memory.Slice(OffsetOf(pair, axis), FrameOf(axis).Length);

    /// <inheritdoc/>
    public Span<byte> Data(SliverPairIndex pair, Axis axis) =>
        _memory.Span(OffsetOf(pair, axis) + FrameOf(axis).HeaderLength, FrameOf(axis).DataLength);

    /// <summary>One more user, who disposes once.</summary>
    public void AddReference() => Interlocked.Increment(ref _references);

    /// <summary>One user less.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _references) > 0)
            return;
        _memory.Dispose();
        _lease.Dispose();
    }

    private Frame FrameOf(Axis axis) => axis == Axis.Primary ? _primary : _secondary;

    private long OffsetOf(SliverPairIndex pair, Axis axis)
    {
        int primary = Padded(_primary.Length);
        long start = (long)_slots[pair] * (primary + Padded(_secondary.Length));
        return axis == Axis.Primary ? start : start + primary;
    }

    private static int Padded(int length) => (length + Alignment - 1) / Alignment * Alignment;

    /// <summary>What stands around the data of every sliver on one axis: its length before, symbol size and index behind.</summary>
    private readonly record struct Frame(int DataLength)
    {
        private const int TrailerLength = 2 * sizeof(ushort);

        public int Length { get; } = Sliver.BcsLength(DataLength);

        public int HeaderLength => Length - TrailerLength - DataLength;

        public void Write(Span<byte> body, int symbolSize, SliverIndex index)
        {
            uint rest = (uint)DataLength;
            for (int i = 0; i < HeaderLength; i++, rest >>= 7)
                body[i] = (byte)(i < HeaderLength - 1 ? rest | 0x80 : rest);
            Span<byte> trailer = body[^TrailerLength..];
            BinaryPrimitives.WriteUInt16LittleEndian(trailer, (ushort)symbolSize);
            BinaryPrimitives.WriteUInt16LittleEndian(trailer[sizeof(ushort)..], index.Value);
        }
    }
}
