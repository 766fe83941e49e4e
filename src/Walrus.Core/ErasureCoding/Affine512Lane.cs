using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Walrus.Core.ErasureCoding;

/// <summary>Sixty-four field values at a time: bit matrices applied by the affine instruction of GFNI, with AVX-512.</summary>
internal readonly unsafe struct Affine512Lane : ILane<Vector512<byte>>
{
    public static string Name => "gfni-512";

    public static int Width => 64;

    public static int MaxLevels => 3;

    public static int TableSize => 32;

    public static void WriteTable(Multiplier multiplier, byte* table) => Affine256Lane.WriteTable(multiplier, table);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Load(byte* bytes) => Vector512.Load(bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* bytes, Vector512<byte> vector) => vector.Store(bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Xor(Vector512<byte> left, Vector512<byte> right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> AddLow(Vector512<byte> sum, Vector512<byte> low, Vector512<byte> high, byte* table) =>
        Avx512F.TernaryLogic(sum, Map(low, table), Map(high, table + 8), 0x96);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> AddHigh(Vector512<byte> sum, Vector512<byte> low, Vector512<byte> high, byte* table) =>
        Avx512F.TernaryLogic(sum, Map(low, table + 16), Map(high, table + 24), 0x96);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Map(Vector512<byte> bytes, byte* matrix) =>
        Gfni.V512.GaloisFieldAffineTransform(bytes, Vector512.Create(*(ulong*)matrix).AsByte(), 0);
}
