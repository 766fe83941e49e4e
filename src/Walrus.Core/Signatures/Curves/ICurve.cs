using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures.Curves;

/// <summary>A curve y^2 = x^3 + b of odd order, over a field.</summary>
internal interface ICurve<TField> where TField : struct, IField<TField>
{
    static abstract TField B { get; }

    /// <summary>3 b <paramref name="value"/>, which for a small b takes additions alone.</summary>
    static abstract TField TimesThreeB(in TField value);
}
