using System.Runtime.CompilerServices;

namespace Walrus.Core.Signatures.Fields;

/// <summary>Steps of multi-word arithmetic whose carries are numbers, not branches.</summary>
internal static class Limbs
{
    /// <summary><paramref name="a"/> + <paramref name="b"/> + carry; leaves the carry out, 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong a, ulong b, ref ulong carry)
    {
        ulong partial = a + b;
        ulong sum = partial + carry;
        carry = (partial < a ? 1UL : 0) + (sum < partial ? 1UL : 0);
        return sum;
    }

    /// <summary><paramref name="a"/> - <paramref name="b"/> - borrow; leaves the borrow out, 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Subtract(ulong a, ulong b, ref ulong borrow)
    {
        ulong partial = a - b;
        ulong difference = partial - borrow;
        borrow = (a < b ? 1UL : 0) + (partial < borrow ? 1UL : 0);
        return difference;
    }

    /// <summary><paramref name="left"/> where the mask is all ones, <paramref name="right"/> where it is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Select(ulong mask, ulong left, ulong right) => right ^ ((left ^ right) & mask);

    /// <summary>All ones if the words are the same, zero otherwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong EqualMask(ulong a, ulong b)
    {
        ulong difference = a ^ b;
        return ((difference | (0 - difference)) >> 63) - 1;
    }
}
