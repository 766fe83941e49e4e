using System.Diagnostics.CodeAnalysis;
using Walrus.Core.Bcs;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures;

/// <summary>
/// A public key: a point of G1 other than infinity (data plane 8.2). What exists has been checked to be on the curve and in the
/// subgroup. BCS: 48 bytes without length.
/// </summary>
public sealed class BlsPublicKey : IEquatable<BlsPublicKey>, IBcs<BlsPublicKey>
{
    /// <summary>Length in bytes.</summary>
    public const int Length = PointEncoding.G1Length;

    private readonly byte[] _bytes;

    internal BlsPublicKey(in AffinePoint<Fp> point)
    {
        Point = point;
        _bytes = PointEncoding.Write(point);
    }

    internal AffinePoint<Fp> Point { get; }

    /// <summary>The 48 bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>The key with this compressed form.</summary>
    /// <exception cref="InvalidKeyException">
    /// The bytes are not 48, or no point of the curve, or one outside the subgroup, or infinity.
    /// </exception>
    public static BlsPublicKey Parse(ReadOnlySpan<byte> bytes) =>
        PointEncoding.ReadG1(bytes, out AffinePoint<Fp> point) is { } error
            ? throw new InvalidKeyException($"This is no public key: {error}.")
            : new BlsPublicKey(point);

    /// <summary>The key with this compressed form, if it is one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out BlsPublicKey? key)
    {
        key = PointEncoding.ReadG1(bytes, out AffinePoint<Fp> point) is null ? new BlsPublicKey(point) : null;
        return key is not null;
    }

    /// <summary>
    /// The key that verifies the aggregate of signatures by all these keys over one message. Only for keys whose owners
    /// proved that they possess them.
    /// </summary>
    /// <exception cref="InvalidKeyException">There is no key, or they cancel out.</exception>
    public static BlsPublicKey Aggregate(IEnumerable<BlsPublicKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Point<Fp, G1> sum = Sum(keys);
        return sum.IsInfinity ? throw new InvalidKeyException("The keys add up to infinity.") : new BlsPublicKey(sum.ToAffine());
    }

    internal static Point<Fp, G1> Sum(IEnumerable<BlsPublicKey> keys)
    {
        Point<Fp, G1> sum = Point<Fp, G1>.Infinity;
        foreach (BlsPublicKey key in keys)
            sum += new Point<Fp, G1>(key.Point);
        return sum;
    }

    /// <inheritdoc/>
    public bool Equals(BlsPublicKey? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BlsPublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(_bytes, Length - sizeof(int));

    /// <summary>Whether both are the same key.</summary>
    public static bool operator ==(BlsPublicKey? left, BlsPublicKey? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the keys differ.</summary>
    public static bool operator !=(BlsPublicKey? left, BlsPublicKey? right) => !(left == right);

    /// <summary>Lowercase hexadecimal without prefix.</summary>
    public override string ToString() => Convert.ToHexStringLower(_bytes);

    /// <inheritdoc/>
    public void Write(BcsWriter writer) => writer.Fixed(_bytes);

    /// <inheritdoc/>
    /// <exception cref="InvalidKeyException">The bytes are not a key.</exception>
    public static BlsPublicKey Read(ref BcsReader reader) => Parse(reader.Fixed(Length));
}
