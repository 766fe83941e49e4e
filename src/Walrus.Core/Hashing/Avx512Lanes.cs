using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Walrus.Core.Hashing;

/// <summary>Eight messages at a time in AVX-512.</summary>
internal readonly unsafe struct Avx512Lanes : ILanes<Vector512<ulong>>
{
    // Picks of 128-bit parts for a shuffle of two vectors: their even or their odd parts.
    private const byte EvenParts = 0b10_00_10_00;
    private const byte OddParts = 0b11_01_11_01;

    public static int Count => 8;

    public static bool GainsFromPairs => true;

    public static bool HasRegistersForPairs => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Broadcast(ulong value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Add(Vector512<ulong> x, Vector512<ulong> y) => Avx512F.Add(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Xor(Vector512<ulong> x, Vector512<ulong> y) => Avx512F.Xor(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> And(Vector512<ulong> x, Vector512<ulong> y) => Avx512F.And(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> ShiftLeft(Vector512<ulong> x, int bits) => Vector512.ShiftLeft(x, bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> ShiftRight(Vector512<ulong> x, int bits) => Vector512.ShiftRightLogical(x, bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Rotate32(Vector512<ulong> x) => Avx512F.RotateRight(x, 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Rotate24(Vector512<ulong> x) => Avx512F.RotateRight(x, 24);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Rotate16(Vector512<ulong> x) => Avx512F.RotateRight(x, 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Rotate63(Vector512<ulong> x) => Avx512F.RotateRight(x, 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(byte** lanes, nint offset, Vector512<ulong>* words)
    {
        Vector512<ulong> x = Join(lanes[0] + offset, lanes[2] + offset);
        Vector512<ulong> y = Join(lanes[1] + offset, lanes[3] + offset);
        Vector512<ulong> z = Join(lanes[4] + offset, lanes[6] + offset);
        Vector512<ulong> w = Join(lanes[5] + offset, lanes[7] + offset);
        Vector512<ulong> xyLow = Avx512F.UnpackLow(x, y), xyHigh = Avx512F.UnpackHigh(x, y);
        Vector512<ulong> zwLow = Avx512F.UnpackLow(z, w), zwHigh = Avx512F.UnpackHigh(z, w);
        words[0] = Avx512F.Shuffle4x128(xyLow, zwLow, EvenParts);
        words[1] = Avx512F.Shuffle4x128(xyHigh, zwHigh, EvenParts);
        words[2] = Avx512F.Shuffle4x128(xyLow, zwLow, OddParts);
        words[3] = Avx512F.Shuffle4x128(xyHigh, zwHigh, OddParts);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<ulong>* words, byte** lanes)
    {
        Vector512<ulong> evenLow = Avx512F.UnpackLow(words[0], words[1]), oddLow = Avx512F.UnpackHigh(words[0], words[1]);
        Vector512<ulong> evenHigh = Avx512F.UnpackLow(words[2], words[3]), oddHigh = Avx512F.UnpackHigh(words[2], words[3]);
        Split(evenLow, evenHigh, lanes[0], lanes[2], lanes[4], lanes[6]);
        Split(oddLow, oddHigh, lanes[1], lanes[3], lanes[5], lanes[7]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Join(byte* lower, byte* upper) =>
        Vector512.Create(Vector256.Load((ulong*)lower), Vector256.Load((ulong*)upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split(Vector512<ulong> low, Vector512<ulong> high, byte* lane0, byte* lane1, byte* lane2, byte* lane3)
    {
        Vector512<ulong> first = Avx512F.PermuteVar8x64x2(low, Vector512.Create(0ul, 1, 8, 9, 2, 3, 10, 11), high);
        Vector512<ulong> second = Avx512F.PermuteVar8x64x2(low, Vector512.Create(4ul, 5, 12, 13, 6, 7, 14, 15), high);
        first.GetLower().Store((ulong*)lane0);
        first.GetUpper().Store((ulong*)lane1);
        second.GetLower().Store((ulong*)lane2);
        second.GetUpper().Store((ulong*)lane3);
    }
}
