using Walrus.Core.ErasureCoding;

namespace Walrus.Core.Encoding;

/// <summary>The recovery symbols of all source rows, which are the columns k2 … n - 1 of the matrix: half as large as the blob.</summary>
internal sealed unsafe class ParityColumns : IDisposable
{
    private readonly NativeMemoryBlock _memory;
    private readonly int _symbolSize;

    public ParityColumns(BlobMatrix matrix)
    {
        _symbolSize = matrix.SymbolSize;
        RowStride = (nint)matrix.Parameters.MaxFaulty * _symbolSize;
        _memory = NativePool.Rent(matrix.Rows * RowStride);
    }

    /// <summary>Bytes from one row to the next.</summary>
    public nint RowStride { get; }

    /// <summary>Symbol of a row, counted from column k2; those of the next columns follow.</summary>
    public byte* Symbol(int row, int column) => _memory.Address + row * RowStride + (nint)column * _symbolSize;

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();
}
