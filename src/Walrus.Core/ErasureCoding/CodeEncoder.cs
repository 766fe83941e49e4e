namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Recovery symbols from source symbols (data plane 4.5), for as many code words as a layout packs. Sources are handed over and
/// recovery symbols fetched in chunks, so that the memory in use is that of two chunks:
/// for each source chunk, fill <see cref="Sources"/> and call <see cref="Absorb"/>; then call <see cref="Produce"/> for each recovery
/// chunk. One thread at a time.
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

    /// <summary>How many chunks the sources are handed over in.</summary>
    public int SourceChunks => Chunks(Shape.Sources);

    /// <summary>How many chunks the recovery symbols come in.</summary>
    public int RecoveryChunks => Chunks(Shape.Recoveries);

    /// <summary>Code indices of the sources in a chunk.</summary>
    public (int First, int End) SourcesOf(int chunk) => Within(chunk, Shape.Sources);

    /// <summary>Indices of the recovery symbols in a chunk, counted from the first recovery symbol.</summary>
    public (int First, int End) RecoveriesOf(int chunk) => Within(chunk, Shape.Recoveries);

    /// <summary>Position 0 of the planes that take the sources of a chunk.</summary>
    public byte* Sources(int chunk) => chunk == 0 ? _sum : _chunk;

    /// <summary>Takes in the sources that were written to <see cref="Sources"/>.</summary>
    public void Absorb(int chunk)
    {
        byte* planes = Sources(chunk);
        int count = Math.Min(Shape.ChunkSize, Shape.Sources - chunk * Shape.ChunkSize);
        new Span<byte>(planes + (nint)count * Layout.Stride, (Shape.ChunkSize - count) * Layout.Stride).Clear();
        int delta = Shape.Rate == CodeRate.Low ? 0 : (chunk + 1) * Shape.ChunkSize;
        _engine.Interpolate(planes, Layout, Shape.ChunkSize, count, delta);
        if (chunk > 0)
            _engine.Add(_sum, _chunk, Layout, Shape.ChunkSize);
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

    private (int First, int End) Within(int chunk, int symbols) =>
        (chunk * Shape.ChunkSize, Math.Min((chunk + 1) * Shape.ChunkSize, symbols));
}
