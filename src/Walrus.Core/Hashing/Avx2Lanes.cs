using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Walrus.Core.Hashing;

/// <summary>Four messages at a time in AVX2, whose rotations by whole bytes are shuffles.</summary>
internal readonly unsafe struct Avx2Lanes : ILanes<Vector256<ulong>>
{
    // Halves of 128 bits for a permutation of two vectors: both lower, or both upper ones.
    private const byte LowerHalves = 0x20;
    private const byte UpperHalves = 0x31;

    public static int Count => 4;

    public static bool GainsFromPairs => true;

    public static bool HasRegistersForPairs => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Broadcast(ulong value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Add(Vector256<ulong> x, Vector256<ulong> y) => Avx2.Add(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Xor(Vector256<ulong> x, Vector256<ulong> y) => Avx2.Xor(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> And(Vector256<ulong> x, Vector256<ulong> y) => Avx2.And(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> ShiftLeft(Vector256<ulong> x, int bits) => Vector256.ShiftLeft(x, bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> ShiftRight(Vector256<ulong> x, int bits) => Vector256.ShiftRightLogical(x, bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Rotate32(Vector256<ulong> x) => Avx2.Shuffle(x.AsUInt32(), 0b10_11_00_01).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Rotate24(Vector256<ulong> x) => Avx2.Shuffle(x.AsByte(), Vector256.Create(
        (byte)3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10, 3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10)).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Rotate16(Vector256<ulong> x) => Avx2.Shuffle(x.AsByte(), Vector256.Create(
        (byte)2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9, 2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9)).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Rotate63(Vector256<ulong> x) => Avx2.Xor(Avx2.Add(x, x), Avx2.ShiftRightLogical(x, 63));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(byte** lanes, nint offset, Vector256<ulong>* words)
    {
        Vector256<ulong> x = Vector256.Load((ulong*)(lanes[0] + offset)), y = Vector256.Load((ulong*)(lanes[1] + offset));
        Vector256<ulong> z = Vector256.Load((ulong*)(lanes[2] + offset)), w = Vector256.Load((ulong*)(lanes[3] + offset));
        Transpose(ref x, ref y, ref z, ref w);
        words[0] = x;
        words[1] = y;
        words[2] = z;
        words[3] = w;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<ulong>* words, byte** lanes)
    {
        Vector256<ulong> x = words[0], y = words[1], z = words[2], w = words[3];
        Transpose(ref x, ref y, ref z, ref w);
        x.Store((ulong*)lanes[0]);
        y.Store((ulong*)lanes[1]);
        z.Store((ulong*)lanes[2]);
        w.Store((ulong*)lanes[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector256<ulong> x, ref Vector256<ulong> y, ref Vector256<ulong> z, ref Vector256<ulong> w)
    {
        Vector256<ulong> xyLow = Avx2.UnpackLow(x, y), xyHigh = Avx2.UnpackHigh(x, y);
        Vector256<ulong> zwLow = Avx2.UnpackLow(z, w), zwHigh = Avx2.UnpackHigh(z, w);
        x = Avx2.Permute2x128(xyLow, zwLow, LowerHalves);
        y = Avx2.Permute2x128(xyHigh, zwHigh, LowerHalves);
        z = Avx2.Permute2x128(xyLow, zwLow, UpperHalves);
        w = Avx2.Permute2x128(xyHigh, zwHigh, UpperHalves);
    }
}
