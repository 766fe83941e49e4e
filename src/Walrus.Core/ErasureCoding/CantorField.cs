namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Arithmetic of GF(2^16) on values that are coordinates in the Cantor basis (data plane 4.1). Addition is XOR.
/// </summary>
internal static class CantorField
{
    /// <summary>Order of the multiplicative group; also the sentinel that stands for the logarithm of 0.</summary>
    public const int Order = 65535;

    /// <summary>
    /// Values below this, the span of the first half of the basis, are a subfield. The high byte of their product with any value is
    /// their product with the value's high byte.
    /// </summary>
    public const int SubfieldSize = 256;

    private const int Polynomial = 0x1002D;

    private static readonly ushort[] Basis =
    [
        0x0001, 0xACCA, 0x3C0E, 0x163E, 0xC582, 0xED2E, 0x914C, 0x4012, 0x6C98, 0x10D8, 0x6A72, 0xB900, 0xFDB8, 0xFB34, 0xFF38, 0x991E,
    ];

    private static readonly ushort[] Logarithms = BuildLogarithms();
    private static readonly ushort[] Powers = BuildPowers();

    /// <summary>Logarithm of every value; that of 0 is the sentinel 65535.</summary>
    public static ReadOnlySpan<ushort> Log => Logarithms;

    /// <summary>The value for every exponent from 0 to 65535, where 65535 means 0 again.</summary>
    public static ReadOnlySpan<ushort> Exp => Powers;

    /// <summary>Product of two values.</summary>
    public static ushort Multiply(ushort left, ushort right) =>
        left == 0 || right == 0 ? (ushort)0 : Powers[(Logarithms[left] + Logarithms[right]) % Order];

    /// <summary>Quotient of two values.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="right"/> is 0.</exception>
    public static ushort Divide(ushort left, ushort right)
    {
        if (right == 0)
            throw new DivideByZeroException();
        return left == 0 ? (ushort)0 : Powers[(Logarithms[left] - Logarithms[right] + Order) % Order];
    }

    private static ushort[] BuildLogarithms()
    {
        ushort[] polynomialLog = new ushort[Order + 1];
        for (int i = 0, state = 1; i < Order; i++)
        {
            polynomialLog[state] = (ushort)i;
            state <<= 1;
            if (state > Order)
                state ^= Polynomial;
        }

        polynomialLog[0] = Order;
        ushort[] log = new ushort[Order + 1];
        ushort[] converted = new ushort[Order + 1];
        for (int bit = 0; bit < Basis.Length; bit++)
        {
            for (int low = 0; low < 1 << bit; low++)
                converted[low | 1 << bit] = (ushort)(converted[low] ^ Basis[bit]);
        }

        for (int value = 0; value < log.Length; value++)
            log[value] = polynomialLog[converted[value]];
        return log;
    }

    private static ushort[] BuildPowers()
    {
        ushort[] exp = new ushort[Order + 1];
        for (int value = 1; value < exp.Length; value++)
            exp[Logarithms[value]] = (ushort)value;
        exp[Order] = exp[0];
        return exp;
    }
}
