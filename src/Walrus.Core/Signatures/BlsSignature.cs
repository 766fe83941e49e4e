using System.Diagnostics.CodeAnalysis;
using Walrus.Core.Bcs;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures;

/// <summary>
/// A signature, or the aggregate of several: a point of G2 other than infinity (data plane 8.2). What exists has been checked
/// to be on the curve and in the subgroup. BCS: 96 bytes without length.
/// </summary>
public sealed class BlsSignature : IEquatable<BlsSignature>, IBcs<BlsSignature>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = PointEncoding.G2Length;

    private readonly byte[] _bytes;

    internal BlsSignature(in AffinePoint<Fp2> point)
    {
        Point = point;
        _bytes = PointEncoding.Write(point);
    }

    internal AffinePoint<Fp2> Point { get; }

    /// <summary>The 96 bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>The signature with this compressed form.</summary>
    /// <exception cref="InvalidSignatureException">
    /// The bytes are not 96, or no point of the curve, or one outside the subgroup, or infinity.
    /// </exception>
    public static BlsSignature Parse(ReadOnlySpan<byte> bytes) =>
        PointEncoding.ReadG2(bytes, out AffinePoint<Fp2> point) is { } error
            ? throw new InvalidSignatureException($"This is no signature: {error}.")
            : new BlsSignature(point);

    /// <summary>The signature with this compressed form, if it is one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out BlsSignature? signature)
    {
        signature = PointEncoding.ReadG2(bytes, out AffinePoint<Fp2> point) is null ? new BlsSignature(point) : null;
        return signature is not null;
    }

    /// <summary>One signature in place of several.</summary>
    /// <exception cref="InvalidSignatureException">There is none, or they cancel out, which honest ones do not.</exception>
    public static BlsSignature Aggregate(IEnumerable<BlsSignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        Point<Fp2, G2> sum = Point<Fp2, G2>.Infinity;
        foreach (BlsSignature signature in signatures)
            sum += new Point<Fp2, G2>(signature.Point);
        return sum.IsInfinity
            ? throw new InvalidSignatureException("The signatures add up to infinity.")
            : new BlsSignature(sum.ToAffine());
    }

    /// <inheritdoc/>
    public bool Equals(BlsSignature? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BlsSignature);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(_bytes, Length - sizeof(int));

    /// <summary>Whether both are the same signature.</summary>
    public static bool operator ==(BlsSignature? left, BlsSignature? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the signatures differ.</summary>
    public static bool operator !=(BlsSignature? left, BlsSignature? right) => !(left == right);

    /// <summary>Lowercase hexadecimal without prefix.</summary>
    public override string ToString() => Convert.ToHexStringLower(_bytes);

    /// <inheritdoc/>
    public void Write(BcsWriter writer) => writer.Fixed(_bytes);

    /// <inheritdoc/>
    /// <exception cref="InvalidSignatureException">The bytes are not a signature.</exception>
    public static BlsSignature Read(ref BcsReader reader) => Parse(reader.Fixed(Length));
}
