using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Hashing;

/// <summary>Base58 text of 32 bytes, with the usual alphabet: how digests are shown (ledger format).</summary>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int LongestText = 44;

    public static string Format(Bytes32 value)
    {
        byte[] bytes = value.ToArray();
        BigInteger rest = new(bytes, isUnsigned: true, isBigEndian: true);
        Stack<char> text = new();
        while (!rest.IsZero)
        {
            rest = BigInteger.DivRem(rest, Alphabet.Length, out BigInteger digit);
            text.Push(Alphabet[(int)digit]);
        }

        // Leading zero bytes have no weight in the number; each is written as a leading '1'.
        foreach (byte b in bytes.TakeWhile(static b => b == 0))
            text.Push(Alphabet[b]);
        return string.Concat(text);
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out Bytes32 value)
    {
        value = default;
        if (string.IsNullOrEmpty(text) || text.Length > LongestText)
            return false;
        BigInteger number = BigInteger.Zero;
        foreach (char c in text)
        {
            int digit = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0)
                return false;
            number = number * Alphabet.Length + digit;
        }

        byte[] significant = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        if (significant.Length > Bytes32.Length)
            return false;
        byte[] bytes = new byte[Bytes32.Length];
        significant.CopyTo(bytes, Bytes32.Length - significant.Length);
        value = new Bytes32(bytes);
        return string.Equals(Format(value), text, StringComparison.Ordinal);
    }
}
