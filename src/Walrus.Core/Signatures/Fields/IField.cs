namespace Walrus.Core.Signatures.Fields;

/// <summary>What curve formulas need of the field their coordinates live in.</summary>
internal interface IField<TSelf> where TSelf : struct, IField<TSelf>
{
    static abstract TSelf Zero { get; }

    static abstract TSelf One { get; }

    static abstract TSelf operator +(in TSelf left, in TSelf right);

    static abstract TSelf operator -(in TSelf left, in TSelf right);

    static abstract TSelf operator -(in TSelf value);

    static abstract TSelf operator *(in TSelf left, in TSelf right);

    TSelf Square();

    /// <summary>Twice the value.</summary>
    TSelf Double();

    /// <summary>The reciprocal; zero for zero.</summary>
    TSelf Invert();

    bool IsZero { get; }

    /// <summary><paramref name="left"/> where <paramref name="mask"/> is all ones, <paramref name="right"/> where it is zero; without a branch.</summary>
    static abstract TSelf Select(ulong mask, in TSelf left, in TSelf right);
}
