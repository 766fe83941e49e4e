using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Walrus.Core.ErasureCoding;

/// <summary>Sixteen field values at a time: tables of nibbles, looked up with 128-bit byte shuffles (NEON, SSSE3).</summary>
internal readonly unsafe struct Shuffle128Lane : ISubfieldLane<Vector128<byte>>
{
    public static string Name => "shuffle-128";

    public static int Width => 16;

    public static int MaxLevels => 2;

    public static int TableSize => 128;

    public static void WriteTable(Multiplier multiplier, byte* table) => multiplier.WriteNibbleTables(new Span<byte>(table, TableSize));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load(byte* bytes) => Vector128.Load(bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* bytes, Vector128<byte> vector) => vector.Store(bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Xor(Vector128<byte> left, Vector128<byte> right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> AddLow(Vector128<byte> sum, Vector128<byte> low, Vector128<byte> high, byte* table)
    {
        Vector128<byte> mask = Vector128.Create((byte)15);
        Vector128<byte> lowHalf = Look(table, low & mask) ^ Look(table + 16, UpperNibbles(low) & mask);
        Vector128<byte> highHalf = Look(table + 32, high & mask) ^ Look(table + 48, UpperNibbles(high) & mask);
        return sum ^ lowHalf ^ highHalf;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> AddHigh(Vector128<byte> sum, Vector128<byte> low, Vector128<byte> high, byte* table) =>
        AddLow(sum, low, high, table + 64);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> AddHighOfSubfield(Vector128<byte> sum, Vector128<byte> high, byte* table)
    {
        Vector128<byte> mask = Vector128.Create((byte)15);
        return sum ^ Look(table, high & mask) ^ Look(table + 16, UpperNibbles(high) & mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> UpperNibbles(Vector128<byte> bytes) => (bytes.AsUInt16() >>> 4).AsByte();

    // Indices are below 16, so the native shuffle gives the same bytes on every processor.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Look(byte* table, Vector128<byte> nibbles) =>
        Vector128.ShuffleNative(Vector128.Load(table), nibbles);
}
