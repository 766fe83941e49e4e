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

    /// <summary>Without a branch, the left value where the mask is all ones, the right one where it is zero.</summary>
    static abstract TSelf Select(ulong mask, in TSelf left, in TSelf right);
}
