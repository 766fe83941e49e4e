namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Recovery symbols from source symbols (data plane 4.5), for as many code words as a layout packs. Both pass in chunks, so that the
/// memory in use is that of two chunks. One thread at a time.
/// </summary>
internal sealed unsafe class CodeEncoder : IDisposable
{
    private readonly TransformEngine _engine;
    private readonly NativeMemoryBlock _memory;
    private readonly byte* _sum;
    private readonly byte* _chunk;

    public CodeEncoder(CodeShape shape, PlaneLayout layout, TransformEngine engine)
    {
        Shape = shape;
        Layout = layout;
        _engine = engine;
        long size = (long)shape.ChunkSize * layout.Stride;
        _memory = NativePool.Rent(2 * size);
        _sum = _memory.Address;
        _chunk = _memory.Address + size;
    }

    public CodeShape Shape { get; }

    public PlaneLayout Layout { get; }

    /// <summary>How many chunks the recovery symbols come in.</summary>
    public int RecoveryChunks => Chunks(Shape.Recoveries);

    /// <summary>Indices of the recovery symbols in a chunk, counted from the first recovery symbol.</summary>
    public (int First, int End) RecoveriesOf(int chunk) =>
        (chunk * Shape.ChunkSize, Math.Min((chunk + 1) * Shape.ChunkSize, Shape.Recoveries));

    /// <summary>Takes in all source symbols.</summary>
    public void Absorb<TSymbols>(TSymbols symbols) where TSymbols : struct, ISourceSymbols
    {
        for (int chunk = 0; chunk < Chunks(Shape.Sources); chunk++)
        {
            int first = chunk * Shape.ChunkSize;
            int count = Math.Min(Shape.ChunkSize, Shape.Sources - first);
            byte* planes = chunk == 0 ? _sum : _chunk;
            for (int i = 0; i < count; i++)
                symbols.Pack(first + i, planes + (nint)i * Layout.Stride, planes + (nint)i * Layout.Stride + Layout.Values);
            Transform(planes, count, Shape.Rate == CodeRate.Low ? 0 : first + Shape.ChunkSize);
            if (chunk > 0)
                _engine.Add(_chunk, _sum, Layout, Shape.ChunkSize);
        }
    }

    /// <summary>
    /// Computes the recovery symbols of a chunk up to but not including <paramref name="end"/>; returns the planes of its first.
    /// </summary>
    public byte* Produce(int chunk, int end = int.MaxValue)
    {
        int first = chunk * Shape.ChunkSize;
        int count = Math.Min(Math.Min(Shape.ChunkSize, Shape.Recoveries - first), end - first);
        int delta = Shape.Rate == CodeRate.Low ? first + Shape.ChunkSize : 0;
        _engine.Evaluate(_sum, _chunk, Layout, Shape.ChunkSize, 0, count, delta);
        return _chunk;
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private int Chunks(int symbols) => (symbols + Shape.ChunkSize - 1) / Shape.ChunkSize;

    private void Transform(byte* planes, int count, int delta)
    {
        new Span<byte>(planes + (nint)count * Layout.Stride, (Shape.ChunkSize - count) * Layout.Stride).Clear();
        _engine.Interpolate(planes, Layout, Shape.ChunkSize, 0, count, delta);
    }
}
