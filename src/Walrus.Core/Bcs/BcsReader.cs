using System.Buffers.Binary;
using System.Text;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Bcs;

/// <summary>
/// Reads Binary Canonical Serialization (data plane 0) and accepts nothing else: lengths are checked against
/// what is there before anything is allocated, so that hostile bytes cost no more memory than they occupy.
/// </summary>
public ref struct BcsReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;

    /// <summary>A reader at the start of <paramref name="bytes"/>.</summary>
    public BcsReader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>How many bytes were read.</summary>
    public readonly int Position => _position;

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _bytes.Length - _position;

    /// <summary>The bytes read since <paramref name="position"/>, not copied: the canonical form of the values they hold.</summary>
    public readonly ReadOnlySpan<byte> Since(int position) => _bytes[position.._position];

    /// <summary>Requires that every byte was read.</summary>
    public readonly void End()
    {
        if (Remaining != 0)
            throw new BcsException($"{Remaining} bytes follow the value.");
    }

    /// <summary>One byte that must be 0 or 1.</summary>
    public bool Bool() => U8() switch
    {
        0 => false,
        1 => true,
        byte other => throw new BcsException($"{other} is not a boolean, at byte {_position - 1}."),
    };

    /// <summary>One byte.</summary>
    public byte U8() => Fixed(1)[0];

    /// <summary>Two bytes, little-endian.</summary>
    public ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Fixed(2));

    /// <summary>Four bytes, little-endian.</summary>
    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Fixed(4));

    /// <summary>Eight bytes, little-endian.</summary>
    public ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Fixed(8));

    /// <summary>A length or variant in the shortest ULEB128 form, at most 2^31 - 1.</summary>
    public int Uleb()
    {
        ulong value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte group = U8();
            value |= (ulong)(group & 0x7f) << shift;
            if (group >= 0x80)
                continue;
            if (group == 0 && shift > 0)
                throw new BcsException($"A length is not in its shortest form, at byte {_position - 1}.");
            if (value > int.MaxValue)
                break;
            return (int)value;
        }

        throw new BcsException($"A length exceeds 2^31 - 1, at byte {_position - 1}.");
    }

    /// <summary>The next <paramref name="length"/> bytes, not copied.</summary>
    public ReadOnlySpan<byte> Fixed(int length)
    {
        if (length > Remaining)
            throw new BcsException($"The value is truncated: {length} bytes wanted at byte {_position}, {Remaining} left.");
        ReadOnlySpan<byte> bytes = _bytes.Slice(_position, length);
        _position += length;
        return bytes;
    }

    /// <summary>Thirty-two bytes.</summary>
    public Bytes32 Bytes32() => new(Fixed(Identifiers.Bytes32.Length));

    /// <summary>A length and that many bytes, not copied.</summary>
    public ReadOnlySpan<byte> Bytes() => Fixed(Uleb());

    /// <summary>A length and that many bytes of UTF-8.</summary>
    public string String()
    {
        ReadOnlySpan<byte> bytes = Bytes();
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new BcsException($"A string is not UTF-8, before byte {_position}.");
        }
    }

    /// <summary>Reads one element of a vector or an option.</summary>
    public delegate T ElementReader<out T>(ref BcsReader reader);

    /// <summary>A count and that many values; each value must take at least <paramref name="minimumSize"/> bytes.</summary>
    public T[] Vector<T>(ElementReader<T> read, int minimumSize = 1)
    {
        int count = Uleb();
        if ((long)count * minimumSize > Remaining)
            throw new BcsException($"A vector of {count} elements cannot fit in {Remaining} bytes, at byte {_position}.");
        T[] values = new T[count];
        for (int i = 0; i < values.Length; i++)
            values[i] = read(ref this);
        return values;
    }

    /// <summary>A count and that many values.</summary>
    public T[] Vector<T>() where T : IBcs<T> => Vector<T>(static (ref BcsReader r) => T.Read(ref r));

    /// <summary>Nothing, or one value.</summary>
    public T? Option<T>(ElementReader<T> read) where T : struct => Bool() ? read(ref this) : null;
}
