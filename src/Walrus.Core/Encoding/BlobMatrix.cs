using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Core.Encoding;

/// <summary>The message matrix of a blob: its bytes by row, column and place within the symbol, zeros behind the end (data plane 3.1).</summary>
internal sealed class BlobMatrix(RedStuffParameters parameters, IBlobSource source)
{
    public RedStuffParameters Parameters => parameters;

    public long Length { get; } = source.Length;

    /// <summary>s.</summary>
    public int SymbolSize { get; } = parameters.SymbolSize(source.Length);

    /// <summary>k1.</summary>
    public int Rows => parameters.PrimarySymbols;

    /// <summary>k2.</summary>
    public int Columns => parameters.SecondarySymbols;

    /// <summary>Bytes of a row.</summary>
    public int RowSize => Columns * SymbolSize;

    public int SliverLength(Axis axis) => parameters.SymbolsPerSliver(axis) * SymbolSize;

    /// <summary>Reads on from byte <paramref name="offset"/> of symbol (row, column).</summary>
    public void Read(int row, int column, int offset, Span<byte> destination)
    {
        long start = ((long)row * Columns + column) * SymbolSize + offset;
        int available = (int)Math.Clamp(Length - start, 0, destination.Length);
        if (available > 0)
            source.Read(start, destination[..available]);
        destination[available..].Clear();
    }
}
