using Walrus.Core.ErasureCoding;

namespace Walrus.Core.Encoding;

/// <summary>
/// Recovery symbols of source rows, which belong to the columns k2 … n - 1 of the matrix, for one slab at a time. The last slab of a
/// blob may be smaller than the room for it.
/// </summary>
internal sealed unsafe class ParityColumns : IDisposable
{
    private readonly NativeMemoryBlock _memory;

    /// <summary>Room for <paramref name="rows"/> rows of slabs of at most <paramref name="slabSize"/> bytes.</summary>
    public ParityColumns(int rows, int columns, int slabSize)
    {
        SymbolStride = slabSize;
        RowStride = (nint)columns * slabSize;
        _memory = NativePool.Rent(rows * RowStride);
    }

    /// <summary>Bytes from one column to the next.</summary>
    public int SymbolStride { get; }

    /// <summary>Bytes from one row to the next.</summary>
    public nint RowStride { get; }

    /// <summary>The slab of a row's symbol, counted from column k2; those of the next columns follow.</summary>
    public byte* Symbol(int row, int column) => _memory.Address + row * RowStride + (nint)column * SymbolStride;

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();
}
