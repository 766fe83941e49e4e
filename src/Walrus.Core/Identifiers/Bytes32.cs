using System.Buffers.Binary;

namespace Walrus.Core.Identifiers;

/// <summary>
/// Thirty-two bytes by value: the shape of every digest and identifier of the protocol.
/// Ordered bytewise, which is the order of node databases and of shard synchronisation (data plane 6.3).
/// </summary>
public readonly struct Bytes32 : IEquatable<Bytes32>, IComparable<Bytes32>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    // Held as big-endian words, so that comparing words in order compares bytes in order.
    private readonly ulong _w0, _w1, _w2, _w3;

    /// <summary>Copies exactly 32 bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not 32 bytes long.</exception>
    public Bytes32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"Expected {Length} bytes, got {bytes.Length}.", nameof(bytes));
        _w0 = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _w1 = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _w2 = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _w3 = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>Writes the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _w0);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _w1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _w2);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _w3);
    }

    /// <summary>The bytes in a new array.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Remainder of the bytes read as a big-endian integer, as shard rotation wants it (data plane 3.4).</summary>
    /// <param name="modulus">A value from 1 to 65535.</param>
    public int ModuloBigEndian(int modulus)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(modulus);
        UInt128 high = ((UInt128)_w0 << 64) | _w1;
        UInt128 low = ((UInt128)_w2 << 64) | _w3;
        UInt128 m = (UInt128)modulus;
        UInt128 twoTo128 = (UInt128.MaxValue % m + 1) % m;
        return (int)((high % m * twoTo128 + low % m) % m);
    }

    /// <summary>Bit at <paramref name="index"/>, counted from the most significant bit of the first byte.</summary>
    public bool Bit(int index)
    {
        ulong word = (index >> 6) switch { 0 => _w0, 1 => _w1, 2 => _w2, _ => _w3 };
        return (word >> (63 - (index & 63)) & 1) != 0;
    }

    /// <inheritdoc/>
    public bool Equals(Bytes32 other) => _w0 == other._w0 && _w1 == other._w1 && _w2 == other._w2 && _w3 == other._w3;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Bytes32 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_w0, _w1, _w2, _w3);

    /// <inheritdoc/>
    public int CompareTo(Bytes32 other)
    {
        int order = _w0.CompareTo(other._w0);
        if (order == 0)
            order = _w1.CompareTo(other._w1);
        if (order == 0)
            order = _w2.CompareTo(other._w2);
        return order != 0 ? order : _w3.CompareTo(other._w3);
    }

    /// <summary>Lowercase hexadecimal without prefix.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());

    /// <summary>Whether both hold the same bytes.</summary>
    public static bool operator ==(Bytes32 left, Bytes32 right) => left.Equals(right);

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(Bytes32 left, Bytes32 right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> comes first bytewise.</summary>
    public static bool operator <(Bytes32 left, Bytes32 right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes last bytewise.</summary>
    public static bool operator >(Bytes32 left, Bytes32 right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes first or equals.</summary>
    public static bool operator <=(Bytes32 left, Bytes32 right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes last or equals.</summary>
    public static bool operator >=(Bytes32 left, Bytes32 right) => left.CompareTo(right) >= 0;
}
