namespace Walrus.Core.ErasureCoding;

/// <summary>A tier that multiplies in less time by the values of the subfield (<see cref="CantorField.SubfieldSize"/>).</summary>
internal unsafe interface ISubfieldLane<TVector> : ILane<TVector>
    where TVector : unmanaged
{
    /// <summary>
    /// <see cref="ILane{TVector}.AddHigh"/> for a factor of the subfield: to the high bytes of the products, low bytes give nothing,
    /// and high bytes what low bytes give to the low ones.
    /// </summary>
    static abstract TVector AddHighOfSubfield(TVector sum, TVector high, byte* table);
}
