namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Recovery symbols from source symbols (data plane 4.5), for as many code words as a layout packs. Both pass in chunks, so that the
/// memory in use is that of two chunks. One thread at a time.
/// </summary>
internal sealed unsafe class CodeEncoder : IDisposable
{
    private readonly TransformEngine _engine;
    private readonly NativeMemoryBlock _memory;
    private readonly int _stride;

    /// <summary>For symbols that need no larger a layout than <paramref name="largest"/>.</summary>
    public CodeEncoder(CodeShape shape, PlaneLayout largest, TransformEngine engine)
    {
        Shape = shape;
        Layout = largest;
        _engine = engine;
        _stride = largest.Stride;
        _memory = NativePool.Rent(2L * shape.ChunkSize * _stride);
    }

    public CodeShape Shape { get; }

    /// <summary>The layout of the symbols taken in last.</summary>
    public PlaneLayout Layout { get; private set; }

    /// <summary>How many chunks the recovery symbols come in.</summary>
    public int RecoveryChunks => Chunks(Shape.Recoveries);

    /// <summary>Indices of the recovery symbols in a chunk, counted from the first recovery symbol.</summary>
    public (int First, int End) RecoveriesOf(int chunk) =>
        (chunk * Shape.ChunkSize, Math.Min((chunk + 1) * Shape.ChunkSize, Shape.Recoveries));

    /// <summary>Takes in all source symbols.</summary>
    public void Absorb<TSymbols>(TSymbols symbols) where TSymbols : struct, ISourceSymbols
    {
        Layout = new PlaneLayout(symbols.Size / 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Layout.Stride, _stride, nameof(symbols));
        for (int chunk = 0; chunk < Chunks(Shape.Sources); chunk++)
        {
            int first = chunk * Shape.ChunkSize;
            int count = Math.Min(Shape.ChunkSize, Shape.Sources - first);
            byte* planes = chunk == 0 ? Sum : Chunk;
            for (int i = 0; i < count; i++)
                symbols.Pack(first + i, planes + (nint)i * Layout.Stride, planes + (nint)i * Layout.Stride + Layout.Values);
            int delta = Shape.Rate == CodeRate.Low ? 0 : first + Shape.ChunkSize;
            if (chunk == 0)
                Begin(count, delta);
            else
                _engine.AddInterpolated(Chunk, Sum, Layout, Shape.ChunkSize, count, delta);
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
        _engine.Evaluate(Sum, Chunk, Layout, Shape.ChunkSize, 0, count, delta);
        return Chunk;
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private byte* Sum => _memory.Address;

    private byte* Chunk => _memory.Address + (nint)Shape.ChunkSize * Layout.Stride;

    private int Chunks(int symbols) => (symbols + Shape.ChunkSize - 1) / Shape.ChunkSize;

    private void Begin(int count, int delta)
    {
        new Span<byte>(Sum + (nint)count * Layout.Stride, (Shape.ChunkSize - count) * Layout.Stride).Clear();
        _engine.Interpolate(Sum, Layout, Shape.ChunkSize, 0, count, delta);
    }
}
