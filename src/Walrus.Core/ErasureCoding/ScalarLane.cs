using System.Runtime.CompilerServices;

namespace Walrus.Core.ErasureCoding;

/// <summary>One field value at a time by tables of nibbles, on any processor.</summary>
internal readonly unsafe struct ScalarLane : ILane<byte>
{
    public static string Name => "scalar";

    public static int Width => 1;

    public static int MaxLevels => 1;

    public static int TableSize => 128;

    public static void WriteTable(Multiplier multiplier, byte* table) => multiplier.WriteNibbleTables(new Span<byte>(table, TableSize));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Load(byte* bytes) => *bytes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* bytes, byte vector) => *bytes = vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Xor(byte left, byte right) => (byte)(left ^ right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte AddLow(byte sum, byte low, byte high, byte* table) =>
        (byte)(sum ^ table[low & 15] ^ table[16 + (low >> 4)] ^ table[32 + (high & 15)] ^ table[48 + (high >> 4)]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte AddHigh(byte sum, byte low, byte high, byte* table) => AddLow(sum, low, high, table + 64);
}
