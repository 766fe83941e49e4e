using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Slivers;

/// <summary>
/// A sliver: the symbols of one row (primary) or column (secondary) of a blob's message matrix (data plane 3.3, 7.3). The wire form
/// <c>SliverData</c> does not name the axis, which is known from the context; the tagged form does. Immutable.
/// </summary>
public sealed class Sliver
{
    private const int TrailerLength = 2 * sizeof(ushort);

    /// <summary>A sliver from its parts; the data are not copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The symbol size is not positive.</exception>
    public Sliver(Axis axis, SliverIndex index, int symbolSize, ReadOnlyMemory<byte> data)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(symbolSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(symbolSize, ushort.MaxValue);
        Axis = axis;
        Index = index;
        SymbolSize = symbolSize;
        Data = data;
    }

    /// <summary>Row or column.</summary>
    public Axis Axis { get; }

    /// <summary>Which row or column.</summary>
    public SliverIndex Index { get; }

    /// <summary>Bytes of one symbol.</summary>
    public int SymbolSize { get; }

    /// <summary>The symbols one after another.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Bytes of the untagged form of a sliver with this many data bytes.</summary>
    public static int BcsLength(int dataLength) => UlebLength((uint)dataLength) + dataLength + TrailerLength;

    /// <summary>Appends the untagged form: data, symbol size, index.</summary>
    public void Write(BcsWriter writer)
    {
        writer.Bytes(Data.Span);
        writer.U16((ushort)SymbolSize);
        writer.U16(Index.Value);
    }

    /// <summary>Appends the axis and the untagged form.</summary>
    public void WriteTagged(BcsWriter writer)
    {
        AxisFormat.Write(writer, Axis);
        Write(writer);
    }

    /// <summary>The untagged form.</summary>
    public byte[] ToBytes()
    {
        BcsWriter writer = new(BcsLength(Data.Length));
        Write(writer);
        return writer.ToArray();
    }

    /// <summary>Reads the untagged form; the data are copied.</summary>
    /// <exception cref="BcsException">The bytes are not canonical, or the symbol size is 0.</exception>
    public static Sliver Read(ref BcsReader reader, Axis axis)
    {
        byte[] data = reader.Bytes().ToArray();
        return new Sliver(axis, data, ref reader);
    }

    /// <summary>Reads the tagged form; the data are copied.</summary>
    /// <exception cref="BcsException">The bytes are not canonical, the axis is unknown, or the symbol size is 0.</exception>
    public static Sliver ReadTagged(ref BcsReader reader)
    {
        Axis axis = AxisFormat.Read(ref reader);
        return Read(ref reader, axis);
    }

    /// <summary>The sliver whose untagged form <paramref name="bytes"/> are, to the last byte. The data stay where they are.</summary>
    /// <exception cref="BcsException">The bytes are truncated, not canonical or followed by others, or the symbol size is 0.</exception>
    public static Sliver FromBytes(ReadOnlyMemory<byte> bytes, Axis axis)
    {
        BcsReader reader = new(bytes.Span);
        int length = reader.Bytes().Length;
        Sliver sliver = new(axis, bytes.Slice(reader.Position - length, length), ref reader);
        reader.End();
        return sliver;
    }

    private Sliver(Axis axis, ReadOnlyMemory<byte> data, ref BcsReader reader)
    {
        Axis = axis;
        Data = data;
        SymbolSize = reader.U16();
        if (SymbolSize == 0)
            throw new BcsException("The symbol size of a sliver is 0.");
        Index = new SliverIndex(reader.U16());
    }

    private static int UlebLength(uint value) => value == 0 ? 1 : (System.Numerics.BitOperations.Log2(value) + 7) / 7;
}
