using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Walrus.Core.Signatures.Fields;

/// <summary>Integers in and out of Montgomery form; bytes are big-endian, as points are written.</summary>
internal readonly partial struct Fp
{
    /// <summary>Length of the byte form.</summary>
    public const int Length = 48;

    // R^2 and R 2^256, both mod p.
    private static Fp RSquared => new(
        0xf4df1f341c341746, 0x0a76e6a609d104f1, 0x8de5476c4c95b6d5, 0x67eb88a9939d83c0, 0x9a793e85b519952d, 0x11988fe592cae3aa);

    private static Fp TwoTo256 => new(
        0x075b3cd7c5ce820f, 0x3ec6ba621c3edb0b, 0x168a13d82bff6bce, 0x87663c4bf8c449d2, 0x15f34c83ddc8d830, 0x0f9628b49caa2e85);

    /// <summary>A small integer.</summary>
    public static Fp FromInteger(ulong value) => new Fp(value, 0, 0, 0, 0, 0) * RSquared;

    /// <summary>Reads 48 bytes; false if the integer is not below p.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Fp value)
    {
        Fp words = ReadWords(bytes);
        ulong borrow = 0;
        Limbs.Subtract(words.L0, P0, ref borrow);
        Limbs.Subtract(words.L1, P1, ref borrow);
        Limbs.Subtract(words.L2, P2, ref borrow);
        Limbs.Subtract(words.L3, P3, ref borrow);
        Limbs.Subtract(words.L4, P4, ref borrow);
        Limbs.Subtract(words.L5, P5, ref borrow);
        value = words * RSquared;
        return borrow == 1;
    }

    /// <summary>A constant of the specification, from its hexadecimal digits.</summary>
    public static Fp FromHex(string digits)
    {
        byte[] bytes = Convert.FromHexString(digits.PadLeft(2 * Length, '0'));
        return TryRead(bytes, out Fp value)
            ? value
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{digits} is not below p."), nameof(digits));
    }

    /// <summary>The residue of 64 bytes, as hash_to_field wants it.</summary>
    [SkipLocalsInit]
    public static Fp FromWideBytes(ReadOnlySpan<byte> bytes)
    {
        Span<byte> padded = stackalloc byte[Length];
        padded[..16].Clear();
        bytes[..32].CopyTo(padded[16..]);
        Fp high = ReadWords(padded) * RSquared;
        bytes[32..64].CopyTo(padded[16..]);
        return high * TwoTo256 + ReadWords(padded) * RSquared;
    }

    /// <summary>Writes the 48 bytes.</summary>
    public void Write(Span<byte> destination)
    {
        Fp words = ToWords();
        BinaryPrimitives.WriteUInt64BigEndian(destination, words.L5);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], words.L4);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], words.L3);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], words.L2);
        BinaryPrimitives.WriteUInt64BigEndian(destination[32..], words.L1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[40..], words.L0);
    }

    /// <summary>Whether the integer is odd: sgn0 of RFC 9380.</summary>
    public bool IsOdd => (ToWords().L0 & 1) != 0;

    /// <summary>Whether the integer exceeds its negative, which is the sign that compressed points carry.</summary>
    public bool IsLarger
    {
        get
        {
            // a > p - a just when 2a - p does not borrow: zero aside, 2a is never p.
            Fp words = ToWords();
            ulong carry = 0, borrow = 0;
            Limbs.Subtract(Limbs.Add(words.L0, words.L0, ref carry), P0, ref borrow);
            Limbs.Subtract(Limbs.Add(words.L1, words.L1, ref carry), P1, ref borrow);
            Limbs.Subtract(Limbs.Add(words.L2, words.L2, ref carry), P2, ref borrow);
            Limbs.Subtract(Limbs.Add(words.L3, words.L3, ref carry), P3, ref borrow);
            Limbs.Subtract(Limbs.Add(words.L4, words.L4, ref carry), P4, ref borrow);
            Limbs.Subtract(Limbs.Add(words.L5, words.L5, ref carry), P5, ref borrow);
            return borrow == 0;
        }
    }

    /// <summary>Hexadecimal digits of the integer.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        Write(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    // Out of Montgomery form: multiplication by the plain integer one.
    private Fp ToWords() => this * new Fp(1, 0, 0, 0, 0, 0);

    private static Fp ReadWords(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes[40..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[32..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt64BigEndian(bytes));
}
