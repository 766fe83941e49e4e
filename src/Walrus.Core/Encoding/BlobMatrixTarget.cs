using Walrus.Core.Parameters;

namespace Walrus.Core.Encoding;

/// <summary>The message matrix of a blob that is being decoded. What lies behind the end of the blob is dropped.</summary>
internal sealed class BlobMatrixTarget(RedStuffParameters parameters, IBlobTarget target)
{
    public RedStuffParameters Parameters => parameters;

    public long Length => target.Length;

    /// <summary>s.</summary>
    public int SymbolSize { get; } = parameters.SymbolSize(target.Length);

    /// <summary>k1.</summary>
    public int Rows => parameters.PrimarySymbols;

    /// <summary>k2.</summary>
    public int Columns => parameters.SecondarySymbols;

    /// <summary>Bytes of a row.</summary>
    public int RowSize => Columns * SymbolSize;

    /// <summary>Writes from byte <paramref name="offset"/> of symbol (row, column) on.</summary>
    public void Write(int row, int column, int offset, ReadOnlySpan<byte> bytes)
    {
        long start = ((long)row * Columns + column) * SymbolSize + offset;
        int wanted = (int)Math.Clamp(target.Length - start, 0, bytes.Length);
        if (wanted > 0)
            target.Write(start, bytes[..wanted]);
    }
}
