namespace Walrus.Core.Signatures.Fields;

/// <summary>
/// γ = ξ^((p-1)/6), by which raising to the p-th power multiplies w. The constants of Frobenius, of G2's endomorphism and of
/// G1's all are powers of it.
/// </summary>
internal static class Gamma
{
    private static readonly Fp2 Value = new(
        Fp.FromHex("1904d3bf02bb0667c231beb4202c0d1f0fd603fd3cbd5f4f7b2443d784bab9c4f67ea53d63e7813d8d0775ed92235fb8"),
        Fp.FromHex("0fc3e2b36c4e03288e9e902231f9fb854a14787b6c7b36fec0c8ec971f63c5f282d5ac14d6c7ec22cf78a126ddc4af3"));

    /// <summary>γ^0 to γ^5.</summary>
    public static readonly Fp2[] Powers = MakePowers();

    private static Fp2[] MakePowers()
    {
        Fp2[] powers = new Fp2[6];
        powers[0] = Fp2.One;
        for (int i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * Value;
        return powers;
    }
}
