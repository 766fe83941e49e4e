using System.Buffers.Binary;
using System.Security.Cryptography;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures;

/// <summary>An integer from 1 to r - 1, four words, lowest first. Nothing here branches by its value once it is accepted.</summary>
internal readonly struct SecretScalar
{
    /// <summary>Length of the byte form.</summary>
    public const int Length = 32;

    private const int Words = 4, WideLength = 48;

    private readonly ulong _w0, _w1, _w2, _w3;

    private SecretScalar(ReadOnlySpan<ulong> words) => (_w0, _w1, _w2, _w3) = (words[0], words[1], words[2], words[3]);

    /// <summary>The words of r, the order of both groups, lowest first.</summary>
    public static ReadOnlySpan<ulong> Order => [0xffffffff00000001, 0x53bda402fffe5bfe, 0x3339d80809a1d805, 0x73eda753299d7d48];

    /// <summary>Reads 32 bytes, big-endian; false if the integer is zero or not below r.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SecretScalar scalar)
    {
        Span<ulong> words = stackalloc ulong[Words];
        ulong borrow = 0, any = 0;
        for (int i = 0; i < Words; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes[(Length - 8 * (i + 1))..]);
            any |= words[i];
            Limbs.Subtract(words[i], Order[i], ref borrow);
        }

        scalar = new SecretScalar(words);
        return any != 0 && borrow == 1;
    }

    /// <summary>KeyGen of draft-irtf-cfrg-bls-signature-05, 2.3, with an empty key_info.</summary>
    public static SecretScalar FromSeed(ReadOnlySpan<byte> seed)
    {
        Span<byte> input = stackalloc byte[seed.Length + 1];
        seed.CopyTo(input);
        input[^1] = 0;
        Span<byte> salt = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> key = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> wide = stackalloc byte[WideLength];
        SHA256.HashData("BLS-SIG-KEYGEN-SALT-"u8, salt);
        while (true)
        {
            HKDF.Extract(HashAlgorithmName.SHA256, input, salt, key);
            HKDF.Expand(HashAlgorithmName.SHA256, key, wide, [0, WideLength]);
            SecretScalar scalar = Reduce(wide);
            if ((scalar._w0 | scalar._w1 | scalar._w2 | scalar._w3) != 0)
            {
                CryptographicOperations.ZeroMemory(input);
                CryptographicOperations.ZeroMemory(key);
                CryptographicOperations.ZeroMemory(wide);
                return scalar;
            }

            SHA256.HashData(salt, salt);
        }
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _w3);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _w2);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _w1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _w0);
    }

    /// <summary>The digits to the base |x|, lowest first: there are four, because r is below x^4.</summary>
    public void WriteDigits(Span<ulong> digits)
    {
        Span<ulong> rest = [_w0, _w1, _w2, _w3];
        for (int i = 0; i < Words; i++)
            digits[i] = DivideByParameter(rest);
    }

    // Bit by bit, since the time of a division instruction may depend on its operands.
    private static ulong DivideByParameter(Span<ulong> dividend)
    {
        const ulong Divisor = Point<Fp2, G2>.AbsoluteParameter;
        ulong remainder = 0;
        for (int bit = 64 * Words - 1; bit >= 0; bit--)
        {
            ref ulong word = ref dividend[bit >> 6];
            ulong overflow = remainder >> 63;
            remainder = remainder << 1 | (word >> (bit & 63) & 1);
            ulong borrow = 0;
            ulong reduced = Limbs.Subtract(remainder, Divisor, ref borrow);
            ulong fits = overflow | (1 - borrow);
            remainder = Limbs.Select(0 - fits, reduced, remainder);
            word = (word & ~(1UL << (bit & 63))) | fits << (bit & 63);
        }

        return remainder;
    }

    // Bit by bit: shift in a bit, subtract r if that leaves something.
    private static SecretScalar Reduce(ReadOnlySpan<byte> wide)
    {
        Span<ulong> words = stackalloc ulong[Words];
        words.Clear();
        Span<ulong> reduced = stackalloc ulong[Words];
        for (int bit = 0; bit < 8 * wide.Length; bit++)
        {
            ulong carry = (ulong)(wide[bit >> 3] >> (7 - (bit & 7)) & 1), borrow = 0;
            for (int i = 0; i < Words; i++)
            {
                words[i] = Limbs.Add(words[i], words[i], ref carry);
                reduced[i] = Limbs.Subtract(words[i], Order[i], ref borrow);
            }

            for (int i = 0; i < Words; i++)
                words[i] = Limbs.Select(0 - borrow, words[i], reduced[i]);
        }

        return new SecretScalar(words);
    }
}
