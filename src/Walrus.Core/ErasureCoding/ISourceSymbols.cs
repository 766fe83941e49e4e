namespace Walrus.Core.ErasureCoding;

/// <summary>Where the source symbols of a few code words come from.</summary>
internal unsafe interface ISourceSymbols
{
    /// <summary>Bytes of the same symbol, or slice, of all lines together.</summary>
    int Size { get; }

    /// <summary>Writes the field values of a source symbol, or of one slice of it, of every line to planes.</summary>
    void Pack(int symbol, byte* low, byte* high);
}

/// <summary>Symbols at fixed strides: from symbol to symbol, and from line to line.</summary>
internal readonly unsafe struct StridedSymbols(byte* symbols, nint symbolStride, nint lineStride, int size, int lines) : ISourceSymbols
{
    public int Size => size * lines;

    public void Pack(int symbol, byte* low, byte* high) =>
        SymbolPacker.Pack(symbols + symbol * symbolStride, lineStride, size, lines, low, high);
}
