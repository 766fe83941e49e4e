using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Walrus.Core.ErasureCoding;

/// <summary>
/// The additive Fourier transforms of data plane 4.5 and the other whole-position operations, in one of several tiers. All tiers
/// give the same values; the best one that the processor offers is chosen when the process starts.
/// </summary>
internal abstract unsafe class TransformEngine
{
    /// <summary>The tiers this processor offers, slowest first.</summary>
    public static readonly IReadOnlyList<TransformEngine> Available = FindAvailable();

    /// <summary>The last of <see cref="Available"/>.</summary>
    public static readonly TransformEngine Best = Available[^1];

    /// <summary>Name of the tier, for reports.</summary>
    public abstract string Name { get; }

    /// <summary>Bytes of the table of one multiplier.</summary>
    public abstract int TableSize { get; }

    /// <summary>Writes the table that <see cref="Scale"/> and <see cref="AddScaled"/> take for <paramref name="factor"/>.</summary>
    public abstract void WriteTable(ushort factor, byte* table);

    /// <summary>
    /// Values at the points <paramref name="delta"/> … of the polynomial whose coefficients are the first <paramref name="size"/>
    /// positions of <paramref name="source"/>, which may be the target itself. Only positions from <paramref name="first"/> up to
    /// but not including <paramref name="end"/> are meaningful afterwards.
    /// </summary>
    public abstract void Evaluate(byte* source, byte* target, PlaneLayout layout, int size, int first, int end, int delta);

    /// <summary>
    /// The inverse, in place. Positions before <paramref name="first"/> and from <paramref name="end"/> on must be zero.
    /// </summary>
    public abstract void Interpolate(byte* planes, PlaneLayout layout, int size, int first, int end, int delta);

    /// <summary>
    /// Adds to <paramref name="sum"/> what <see cref="Interpolate"/> gives for <paramref name="size"/> positions that are zero from
    /// <paramref name="end"/> on. Nothing need be stored there, nor is what the planes hold afterwards defined.
    /// </summary>
    public abstract void AddInterpolated(byte* planes, byte* sum, PlaneLayout layout, int size, int end, int delta);

    /// <summary><paramref name="count"/> positions times the factor of <paramref name="table"/>; source and target may be the same.</summary>
    public abstract void Scale(byte* source, byte* target, PlaneLayout layout, int count, byte* table);

    /// <summary>Adds <paramref name="count"/> positions times the factor of <paramref name="table"/> to others.</summary>
    public abstract void AddScaled(byte* source, byte* target, PlaneLayout layout, int count, byte* table);

    /// <summary>Adds <paramref name="count"/> positions to others.</summary>
    public abstract void Add(byte* source, byte* target, PlaneLayout layout, int count);

    private static List<TransformEngine> FindAvailable()
    {
        List<TransformEngine> tiers = [new LaneTransformEngine<byte, ScalarLane, ScalarLane>()];
        if (Vector128.IsHardwareAccelerated)
            tiers.Add(new LaneTransformEngine<Vector128<byte>, Shuffle128Lane, SubfieldLane<Vector128<byte>, Shuffle128Lane>>());
        if (Avx2.IsSupported)
            tiers.Add(new LaneTransformEngine<Vector256<byte>, Shuffle256Lane, SubfieldLane<Vector256<byte>, Shuffle256Lane>>());
        // Without AVX2, which no processor with GFNI lacks, vectors of this width would be put together from halves.
        if (Gfni.V256.IsSupported && Avx2.IsSupported)
            tiers.Add(new LaneTransformEngine<Vector256<byte>, Affine256Lane, Affine256Lane>());
        if (Gfni.V512.IsSupported && Avx512F.IsSupported)
            tiers.Add(new LaneTransformEngine<Vector512<byte>, Affine512Lane, Affine512Lane>());
        return tiers;
    }
}
