using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Walrus.Core.ErasureCoding;

/// <summary>Thirty-two field values at a time: tables of nibbles, looked up with AVX2 byte shuffles.</summary>
internal readonly unsafe struct Shuffle256Lane : ISubfieldLane<Vector256<byte>>
{
    public static string Name => "avx2";

    public static int Width => 32;

    public static int MaxLevels => 2;

    public static int TableSize => 128;

    public static void WriteTable(Multiplier multiplier, byte* table) => multiplier.WriteNibbleTables(new Span<byte>(table, TableSize));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Load(byte* bytes) => Vector256.Load(bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* bytes, Vector256<byte> vector) => vector.Store(bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Xor(Vector256<byte> left, Vector256<byte> right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> AddLow(Vector256<byte> sum, Vector256<byte> low, Vector256<byte> high, byte* table)
    {
        Vector256<byte> mask = Vector256.Create((byte)15);
        Vector256<byte> lowHalf = Look(table, low & mask) ^ Look(table + 16, UpperNibbles(low) & mask);
        Vector256<byte> highHalf = Look(table + 32, high & mask) ^ Look(table + 48, UpperNibbles(high) & mask);
        return sum ^ lowHalf ^ highHalf;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> AddHigh(Vector256<byte> sum, Vector256<byte> low, Vector256<byte> high, byte* table) =>
        AddLow(sum, low, high, table + 64);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> AddHighOfSubfield(Vector256<byte> sum, Vector256<byte> high, byte* table)
    {
        Vector256<byte> mask = Vector256.Create((byte)15);
        return sum ^ Look(table, high & mask) ^ Look(table + 16, UpperNibbles(high) & mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> UpperNibbles(Vector256<byte> bytes) => Avx2.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Look(byte* table, Vector256<byte> nibbles) =>
        Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(table), nibbles);
}
