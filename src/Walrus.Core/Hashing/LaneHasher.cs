using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Walrus.Core.Hashing;

/// <summary>
/// Hashes many messages of one length at once, in one of several widths. All widths give the same digests;
/// the widest that the processor has is chosen when the process starts.
/// </summary>
internal abstract unsafe class LaneHasher
{
    /// <summary>The widths this processor has, narrowest first.</summary>
    public static readonly LaneHasher[] Available = Detect();

    /// <summary>The widest of <see cref="Available"/>.</summary>
    public static readonly LaneHasher Best = Available[^1];

    /// <summary>The quickest for <paramref name="count"/> messages: a lone one gains nothing from lanes that repeat it.</summary>
    public static LaneHasher For(int count) => count == 1 ? Available[0] : Best;

    /// <summary>Name of the width, for reports.</summary>
    public abstract string Name { get; }

    /// <summary>Digest i is that of a zero byte and symbol i.</summary>
    public abstract void HashLeaves(in SymbolBatch symbols, byte* digests);

    /// <summary>Works slices of longer symbols into <paramref name="states"/>; see <see cref="Merkle.LeafStates"/>.</summary>
    public abstract void AbsorbLeaves(in SymbolBatch slices, long offset, byte* states);

    /// <summary>Works the last slices of longer symbols into <paramref name="states"/> and gives their digests.</summary>
    public abstract void FinishLeaves(in SymbolBatch slices, long offset, byte* states, byte* digests);

    /// <summary>
    /// Parent i is the digest of a byte 1, the left and the right child i. Strides are bytes from child to child.
    /// Parents may overwrite children that come no later.
    /// </summary>
    public abstract void HashInner(byte* lefts, nint leftStride, byte* rights, nint rightStride, int count, byte* parents);

    private static LaneHasher[] Detect()
    {
        LaneHasher scalar = new WideHasher<ulong, ScalarLanes>("scalar");
        if (!Avx2.IsSupported)
            return [scalar];
        LaneHasher avx2 = new WideHasher<Vector256<ulong>, Avx2Lanes>("AVX2, 4 lanes");
        return Avx512F.IsSupported ? [scalar, avx2, new WideHasher<Vector512<ulong>, Avx512Lanes>("AVX-512, 8 lanes")] : [scalar, avx2];
    }
}
