namespace Walrus.Core.ErasureCoding;

/// <summary>
/// How one tier of processors computes on many field values at once. The low bytes and the high bytes of the values lie in
/// two separate vectors, so that a product is four maps between bytes. The one text of the transforms serves every tier; tiers are
/// structures, so that each gets machine code of its own.
/// </summary>
internal unsafe interface ILane<TVector> where TVector : unmanaged
{
    /// <summary>Name of the tier, for reports.</summary>
    static abstract string Name { get; }

    /// <summary>Field values in a vector; divides <see cref="PlaneLayout.Alignment"/>.</summary>
    static abstract int Width { get; }

    /// <summary>Most levels of a transform that fit the registers at once: 1, 2 or 3.</summary>
    static abstract int MaxLevels { get; }

    /// <summary>Bytes of the table of one multiplier.</summary>
    static abstract int TableSize { get; }

    /// <summary>Writes the table of a multiplier.</summary>
    static abstract void WriteTable(Multiplier multiplier, byte* table);

    /// <summary>Reads <see cref="Width"/> bytes.</summary>
    static abstract TVector Load(byte* bytes);

    /// <summary>Writes <see cref="Width"/> bytes.</summary>
    static abstract void Store(byte* bytes, TVector vector);

    /// <summary>Sum of the field.</summary>
    static abstract TVector Xor(TVector left, TVector right);

    /// <summary><paramref name="sum"/> plus the low bytes of the products.</summary>
    static abstract TVector AddLow(TVector sum, TVector low, TVector high, byte* table);

    /// <summary><paramref name="sum"/> plus the high bytes of the products.</summary>
    static abstract TVector AddHigh(TVector sum, TVector low, TVector high, byte* table);
}
