namespace Walrus.Core.ErasureCoding;

/// <summary>Neighbouring symbols, or slices of them, of a few lines in their wire form.</summary>
/// <param name="first">Index of the first symbol.</param>
/// <param name="count">How many symbols of every line.</param>
/// <param name="bytes">The memory they lie in.</param>
/// <param name="symbolStride">Bytes from one symbol of a line to its next.</param>
/// <param name="lineStride">Bytes from a symbol of one line to that of the next line.</param>
internal readonly ref struct SymbolSegment(int first, int count, ReadOnlySpan<byte> bytes, int symbolStride, int lineStride)
{
    public int First => first;

    public int Count => count;

    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public int SymbolStride => symbolStride;

    public int LineStride => lineStride;

    /// <summary>The first <paramref name="size"/> bytes from the place of a symbol on.</summary>
    public ReadOnlySpan<byte> Symbol(int index, int size) => Bytes.Slice((index - first) * symbolStride, size);
}
