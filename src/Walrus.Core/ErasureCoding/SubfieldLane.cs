using System.Runtime.CompilerServices;

namespace Walrus.Core.ErasureCoding;

/// <summary>
/// A tier where all factors are of the subfield (<see cref="CantorField.SubfieldSize"/>): a product's high byte does not depend on
/// the low byte, which spares one of the four maps. Such are all factors of a transform but those of its last levels.
/// </summary>
internal readonly unsafe struct SubfieldLane<TVector, TLane> : ILane<TVector>
    where TVector : unmanaged
    where TLane : struct, ISubfieldLane<TVector>
{
    public static string Name => TLane.Name;

    public static int Width => TLane.Width;

    public static int MaxLevels => TLane.MaxLevels;

    public static int TableSize => TLane.TableSize;

    public static void WriteTable(Multiplier multiplier, byte* table) => TLane.WriteTable(multiplier, table);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load(byte* bytes) => TLane.Load(bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* bytes, TVector vector) => TLane.Store(bytes, vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Xor(TVector left, TVector right) => TLane.Xor(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector AddLow(TVector sum, TVector low, TVector high, byte* table) => TLane.AddLow(sum, low, high, table);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector AddHigh(TVector sum, TVector low, TVector high, byte* table) => TLane.AddHighOfSubfield(sum, high, table);
}
