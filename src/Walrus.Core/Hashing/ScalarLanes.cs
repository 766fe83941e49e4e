using System.Numerics;
using System.Runtime.CompilerServices;

namespace Walrus.Core.Hashing;

/// <summary>One message at a time, on any processor. Digests and messages are little-endian, as are the processors served.</summary>
internal readonly unsafe struct ScalarLanes : ILanes<ulong>
{
    public static int Count => 1;

    public static bool GainsFromPairs => false;

    public static bool HasRegistersForPairs => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Broadcast(ulong value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong x, ulong y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Xor(ulong x, ulong y) => x ^ y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong And(ulong x, ulong y) => x & y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ShiftLeft(ulong x, int bits) => x << bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ShiftRight(ulong x, int bits) => x >> bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Rotate32(ulong x) => BitOperations.RotateRight(x, 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Rotate24(ulong x) => BitOperations.RotateRight(x, 24);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Rotate16(ulong x) => BitOperations.RotateRight(x, 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Rotate63(ulong x) => BitOperations.RotateRight(x, 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(byte** lanes, nint offset, ulong* words)
    {
        ulong* source = (ulong*)(lanes[0] + offset);
        words[0] = source[0];
        words[1] = source[1];
        words[2] = source[2];
        words[3] = source[3];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ulong* words, byte** lanes)
    {
        ulong* destination = (ulong*)lanes[0];
        destination[0] = words[0];
        destination[1] = words[1];
        destination[2] = words[2];
        destination[3] = words[3];
    }
}
