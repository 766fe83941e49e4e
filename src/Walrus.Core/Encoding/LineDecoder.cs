using Walrus.Core.ErasureCoding;
using Walrus.Core.Slivers;

namespace Walrus.Core.Encoding;

/// <summary>
/// Missing source symbols of a few lines that cross the received slivers: columns for primary, rows for secondary slivers. The
/// workspace of one thread.
/// </summary>
internal sealed unsafe class LineDecoder : IDisposable
{
    private readonly Sliver?[] _slivers;
    private readonly LinePacking _packing;
    private readonly CodeDecoder _decoder;

    public LineDecoder(ErasurePattern pattern, Sliver[] slivers, LinePacking packing)
    {
        _slivers = new Sliver?[pattern.Shape.Symbols];
        foreach (Sliver sliver in slivers)
            _slivers[sliver.Index.Value] = sliver;
        _packing = packing;
        _decoder = new CodeDecoder(pattern, new PlaneLayout(packing.PositionSize / 2));
    }

    /// <summary>Decodes a slice of lines <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1.</summary>
    public void Decode(int first, int count, int slice)
    {
        int size = _packing.SizeOf(slice);
        _decoder.Decode(new SliverSymbols(_slivers, first, count, _packing.OffsetOf(slice), size));
    }

    /// <summary>Writes the decoded symbols of a missing sliver to <paramref name="symbols"/>, those of the lines <paramref name="stride"/> bytes apart.</summary>
    public void Read(int missing, int count, int slice, Span<byte> symbols, int stride)
    {
        int size = _packing.SizeOf(slice);
        ArgumentOutOfRangeException.ThrowIfLessThan(symbols.Length, (count - 1) * stride + size);
        byte* planes = _decoder.Symbol(missing);
        fixed (byte* target = symbols)
            SymbolPacker.Unpack(planes, planes + _decoder.Layout.Values, target, stride, size, count);
    }

    /// <inheritdoc/>
    public void Dispose() => _decoder.Dispose();

    /// <summary>The pattern of the given slivers.</summary>
    public static ErasurePattern PatternOf(CodeShape shape, Sliver[] slivers) =>
        ErasurePatternCache.Get(shape, Array.ConvertAll(slivers, sliver => (int)sliver.Index.Value));

    /// <summary>The same lines and the same bytes of their symbols in every sliver.</summary>
    private readonly struct SliverSymbols(Sliver?[] slivers, int first, int count, int offset, int size) : ISourceSymbols
    {
        public int Size => count * size;

        public void Pack(int symbol, byte* low, byte* high)
        {
            Sliver sliver = slivers[symbol]!;
            int start = first * sliver.SymbolSize + offset;
            fixed (byte* data = sliver.Data.Span)
            {
                SymbolPacker.Prefetch(data + start + count * size, Math.Min(count * size, sliver.Data.Length - start - count * size));
                SymbolPacker.Pack(data + start, sliver.SymbolSize, size, count, low, high);
            }
        }
    }
}
