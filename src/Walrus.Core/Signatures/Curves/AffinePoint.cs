using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures.Curves;

/// <summary>A point other than infinity, by its coordinates.</summary>
internal readonly struct AffinePoint<TField>(in TField x, in TField y) where TField : struct, IField<TField>
{
    public readonly TField X = x, Y = y;

    /// <summary>The other point with this X.</summary>
    public AffinePoint<TField> Negate() => new(X, -Y);
}
