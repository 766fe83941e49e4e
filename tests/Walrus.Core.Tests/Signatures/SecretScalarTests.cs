using System.Numerics;
using CsCheck;
using Walrus.Core.Signatures;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Tests.Signatures.Curves;
using Walrus.Core.Tests.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures;

public sealed class SecretScalarTests
{
    [Fact]
    public void Digits_to_the_base_of_the_parameter_make_up_the_number() => Numbers.BelowR.Sample(k =>
    {
        ulong[] digits = new ulong[4];
        Read(k).WriteDigits(digits);
        Assert.All(digits, digit => Assert.True(digit < Point<Core.Signatures.Fields.Fp2, G2>.AbsoluteParameter));
        Assert.Equal(k, digits.Reverse().Aggregate(BigInteger.Zero, (value, digit) => value * -Numbers.X + digit));
    });

    [Fact]
    public void Bytes_come_back() => Numbers.BelowR.Sample(k =>
    {
        byte[] bytes = new byte[32];
        Read(k).Write(bytes);
        Assert.Equal(Numbers.ToBytes(k, 32), bytes);
    });

    [Fact]
    public void Secret_multiples_are_multiples() => Gen.Select(Numbers.BelowR, Points.InG2).Sample(
        (k, q) =>
        {
            Assert.True(q.Multiply(Numbers.ToWords(k)).IsSameAs(SecretMultiple.OfG2(q, Read(k))));
            Point<Core.Signatures.Fields.Fp, G1> generator = new(G1.Generator);
            Assert.True(generator.Multiply(Numbers.ToWords(k)).IsSameAs(SecretMultiple.OfGenerator(Read(k))));
        },
        iter: 12);

    [Fact]
    public void Numbers_outside_the_range_are_refused()
    {
        BigInteger max = (BigInteger.One << 256) - 1;
        foreach (BigInteger k in new[] { 0, Numbers.R, Numbers.R + 1, max })
            Assert.False(SecretScalar.TryRead(Numbers.ToBytes(k, 32), out _));
    }

    private static SecretScalar Read(BigInteger k)
    {
        Assert.True(SecretScalar.TryRead(Numbers.ToBytes(k, 32), out SecretScalar scalar));
        return scalar;
    }
}
