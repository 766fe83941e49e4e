namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Extends the source symbols of a few lines (rows or columns) and gives the recovery symbols in their wire form, chunk by chunk while
/// they are in the cache. The workspace of one thread.
/// </summary>
internal sealed unsafe class SymbolExpander : IDisposable
{
    private readonly CodeEncoder _encoder;
    private readonly NativeMemoryBlock _symbols;
    private readonly int _stride;

    /// <summary>For at most <paramref name="placeSize"/> bytes of the same symbol of all lines together.</summary>
    public SymbolExpander(CodeShape shape, int placeSize)
    {
        _encoder = new CodeEncoder(shape, new PlaneLayout(placeSize / 2), TransformEngine.Best);
        _stride = (placeSize + PlaneLayout.Alignment - 1) / PlaneLayout.Alignment * PlaneLayout.Alignment;
        _symbols = NativePool.Rent((long)Math.Min(shape.ChunkSize, shape.Recoveries) * _stride);
    }

    public CodeShape Shape => _encoder.Shape;

    /// <summary>How many chunks the recovery symbols come in.</summary>
    public int Chunks => _encoder.RecoveryChunks;

    /// <summary>Takes in all source symbols.</summary>
    public void Absorb<TSymbols>(TSymbols symbols) where TSymbols : struct, ISourceSymbols => _encoder.Absorb(symbols);

    /// <summary>The recovery symbols of a chunk, valid until the next is asked for.</summary>
    /// <param name="chunk">Which chunk.</param>
    /// <param name="size">Bytes of each symbol or slice.</param>
    /// <param name="lines">How many lines.</param>
    /// <param name="wanted">Which of all symbols are wanted, others have no defined value; all, if empty.</param>
    public SymbolSegment Recover(int chunk, int size, int lines, ReadOnlySpan<bool> wanted = default)
    {
        (int first, int end) = _encoder.RecoveriesOf(chunk);
        if (!wanted.IsEmpty)
            end = first + wanted.Slice(Shape.Sources + first, end - first).LastIndexOf(true) + 1;
        if (first < end)
            Unpack(_encoder.Produce(chunk, end), first, end, size, lines, wanted);
        return new SymbolSegment(Shape.Sources + first, end - first, new Span<byte>(_symbols.Address, (end - first) * _stride), _stride, size);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        _symbols.Dispose();
    }

    private void Unpack(byte* planes, int first, int end, int size, int lines, ReadOnlySpan<bool> wanted)
    {
        byte* symbols = _symbols.Address;
        for (int recovery = first; recovery < end; recovery++, planes += _encoder.Layout.Stride, symbols += _stride)
        {
            if (wanted.IsEmpty || wanted[Shape.Sources + recovery])
                SymbolPacker.Unpack(planes, planes + _encoder.Layout.Values, symbols, size, size, lines);
        }
    }
}
