namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Extends the source symbols of a few lines (rows or columns) to all n symbols, in their wire form: place i holds symbol i, or a
/// slice of it, of every line. The workspace of one thread.
/// </summary>
internal sealed unsafe class SymbolExpander : IDisposable
{
    private readonly CodeEncoder _encoder;
    private readonly NativeMemoryBlock _symbols;

    /// <summary>For at most <paramref name="placeSize"/> bytes at every place.</summary>
    public SymbolExpander(CodeShape shape, int placeSize)
    {
        Shape = shape;
        _encoder = new CodeEncoder(shape, new PlaneLayout(placeSize / 2), TransformEngine.Best);
        Stride = (placeSize + PlaneLayout.Alignment - 1) / PlaneLayout.Alignment * PlaneLayout.Alignment;
        _symbols = NativePool.Rent((long)shape.Symbols * Stride);
    }

    public CodeShape Shape { get; }

    /// <summary>Bytes from place to place.</summary>
    public int Stride { get; }

    /// <summary>All places.</summary>
    public ReadOnlySpan<byte> Symbols => new(_symbols.Address, Shape.Symbols * Stride);

    /// <summary>The first <paramref name="size"/> bytes at a place.</summary>
    public Span<byte> Place(int symbol, int size) => new(At(symbol), size);

    /// <summary>Fills the places behind the sources.</summary>
    /// <param name="size">Bytes of each symbol or slice.</param>
    /// <param name="lines">Symbols at every place.</param>
    /// <param name="wanted">Which symbols are wanted; all, if null.</param>
    public void Expand(int size, int lines, ReadOnlySpan<bool> wanted = default)
    {
        Absorb(size, lines);
        int end = wanted.IsEmpty ? Shape.Symbols : wanted.LastIndexOf(true) + 1;
        for (int chunk = 0; chunk < _encoder.RecoveryChunks; chunk++)
        {
            (int first, int last) = _encoder.RecoveriesOf(chunk);
            last = Math.Min(last, end - Shape.Sources);
            if (first >= last)
                return;
            byte* planes = _encoder.Produce(chunk, last);
            for (int recovery = first; recovery < last; recovery++, planes += _encoder.Layout.Stride)
            {
                int symbol = Shape.Sources + recovery;
                if (wanted.IsEmpty || wanted[symbol])
                    SymbolPacker.Unpack(planes, planes + _encoder.Layout.Values, At(symbol), size, size, lines);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        _symbols.Dispose();
    }

    private void Absorb(int size, int lines)
    {
        for (int chunk = 0; chunk < _encoder.SourceChunks; chunk++)
        {
            byte* planes = _encoder.Sources(chunk);
            (int symbol, int end) = _encoder.SourcesOf(chunk);
            for (; symbol < end; symbol++, planes += _encoder.Layout.Stride)
                SymbolPacker.Pack(At(symbol), size, size, lines, planes, planes + _encoder.Layout.Values);
            _encoder.Absorb(chunk);
        }
    }

    private byte* At(int symbol) => _symbols.Address + (nint)symbol * Stride;
}
