using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Bcs;

/// <summary>Appends values in Binary Canonical Serialization (data plane 0) to a growing buffer.</summary>
public sealed class BcsWriter
{
    private readonly ArrayBufferWriter<byte> _buffer;

    /// <summary>A writer whose buffer starts at <paramref name="capacity"/> bytes.</summary>
    public BcsWriter(int capacity = 256) => _buffer = new ArrayBufferWriter<byte>(capacity);

    /// <summary>The bytes so far.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    /// <summary>The bytes so far, copied.</summary>
    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    /// <summary>Forgets the bytes so far and keeps the buffer, for a writer that serves many values.</summary>
    public void Clear() => _buffer.ResetWrittenCount();

    /// <summary>One byte: 1 or 0.</summary>
    public void Bool(bool value) => U8(value ? (byte)1 : (byte)0);

    /// <summary>One byte.</summary>
    public void U8(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    /// <summary>Two bytes, little-endian.</summary>
    public void U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer.GetSpan(2), value);
        _buffer.Advance(2);
    }

    /// <summary>Four bytes, little-endian.</summary>
    public void U32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
    }

    /// <summary>Eight bytes, little-endian.</summary>
    public void U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
    }

    /// <summary>A length or variant in the shortest ULEB128 form.</summary>
    public void Uleb(uint value)
    {
        while (value >= 0x80)
        {
            U8((byte)(value | 0x80));
            value >>= 7;
        }

        U8((byte)value);
    }

    /// <summary>Bytes of a fixed-size field: no length.</summary>
    public void Fixed(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    /// <summary>Thirty-two bytes without length.</summary>
    public void Bytes32(Bytes32 value)
    {
        value.CopyTo(_buffer.GetSpan(32));
        _buffer.Advance(32);
    }

    /// <summary>Length, then the bytes.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Uleb((uint)bytes.Length);
        Fixed(bytes);
    }

    /// <summary>Length in bytes, then UTF-8.</summary>
    public void String(string value) => Bytes(System.Text.Encoding.UTF8.GetBytes(value));

    /// <summary>A value of a type that knows its form.</summary>
    public void Value<T>(T value) where T : IBcs<T> => value.Write(this);

    /// <summary>Count, then each value.</summary>
    public void Vector<T>(IReadOnlyCollection<T> values, Action<BcsWriter, T> write)
    {
        Uleb((uint)values.Count);
        foreach (T value in values)
            write(this, value);
    }

    /// <summary>Count, then each value.</summary>
    public void Vector<T>(IReadOnlyCollection<T> values) where T : IBcs<T> => Vector(values, static (w, v) => v.Write(w));

    /// <summary>Count, then each value; without the allocations that an array as a collection costs.</summary>
    public void Vector<T>(ImmutableArray<T> values) where T : IBcs<T>
    {
        Uleb((uint)values.Length);
        foreach (T value in values)
            value.Write(this);
    }

    /// <summary>0, or 1 and the value.</summary>
    public void Option<T>(T? value, Action<BcsWriter, T> write) where T : struct
    {
        Bool(value.HasValue);
        if (value is { } present)
            write(this, present);
    }
}
