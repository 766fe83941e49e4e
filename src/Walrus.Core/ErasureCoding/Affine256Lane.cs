using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Walrus.Core.ErasureCoding;

/// <summary>Thirty-two field values at a time: bit matrices applied by the affine instruction of GFNI.</summary>
internal readonly unsafe struct Affine256Lane : ILane<Vector256<byte>>
{
    public static string Name => "gfni-256";

    public static int Width => 32;

    public static int MaxLevels => 2;

    public static int TableSize => 32;

    /// <summary>Matrices from the low and the high byte to the low byte, then to the high byte.</summary>
    public static void WriteTable(Multiplier multiplier, byte* table)
    {
        ulong* matrices = (ulong*)table;
        matrices[0] = multiplier.Matrix(inputByte: 0, outputByte: 0);
        matrices[1] = multiplier.Matrix(inputByte: 1, outputByte: 0);
        matrices[2] = multiplier.Matrix(inputByte: 0, outputByte: 1);
        matrices[3] = multiplier.Matrix(inputByte: 1, outputByte: 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Load(byte* bytes) => Vector256.Load(bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* bytes, Vector256<byte> vector) => vector.Store(bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Xor(Vector256<byte> left, Vector256<byte> right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> AddLow(Vector256<byte> sum, Vector256<byte> low, Vector256<byte> high, byte* table) =>
        sum ^ Map(low, table) ^ Map(high, table + 8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> AddHigh(Vector256<byte> sum, Vector256<byte> low, Vector256<byte> high, byte* table) =>
        sum ^ Map(low, table + 16) ^ Map(high, table + 24);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Map(Vector256<byte> bytes, byte* matrix) =>
        Gfni.V256.GaloisFieldAffineTransform(bytes, Vector256.Create(*(ulong*)matrix).AsByte(), 0);
}
