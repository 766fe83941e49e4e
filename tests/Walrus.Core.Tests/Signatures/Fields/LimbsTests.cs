using System.Runtime.Intrinsics.X86;
using CsCheck;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures.Fields;

public sealed class LimbsTests
{
    private static readonly Gen<ulong> Word = Gen.Frequency(
        (3, Gen.ULong), (1, Gen.Const(0UL)), (1, Gen.Const(ulong.MaxValue)), (1, Gen.Const(1UL)));

    [Fact]
    public void Carries_are_those_of_wider_integers() => Gen.Select(Word, Word, Gen.ULong[0, 1]).Sample((a, b, carryIn) =>
    {
        ulong carry = carryIn;
        ulong sum = Limbs.Add(a, b, ref carry);
        Assert.Equal((UInt128)a + b + carryIn, (UInt128)carry << 64 | sum);
    });

    [Fact]
    public void Borrows_are_those_of_wider_integers() => Gen.Select(Word, Word, Gen.ULong[0, 1]).Sample((a, b, borrowIn) =>
    {
        ulong borrow = borrowIn;
        ulong difference = Limbs.Subtract(a, b, ref borrow);
        Assert.Equal((Int128)a - b - borrowIn, (Int128)difference - ((Int128)borrow << 64));
    });

    [Fact]
    public void Masks_tell_equality() => Gen.Select(Word, Word).Sample((a, b) =>
    {
        Assert.Equal(a == b ? ulong.MaxValue : 0, Limbs.EqualMask(a, b));
        Assert.Equal(a == b ? a : b, Limbs.Select(Limbs.EqualMask(a, b), a, b));
    });

    [Fact]
    public void Both_words_of_a_product_are_those_of_a_wider_integer() => Gen.Select(Word, Word).Sample((a, b) =>
    {
        Assert.Equal((UInt128)a * b, Product<PortableProduct>(a, b));
        if (Bmi2.X64.IsSupported)
            Assert.Equal((UInt128)a * b, Product<Bmi2Product>(a, b));
    });

    private static unsafe UInt128 Product<TWide>(ulong a, ulong b) where TWide : struct, IWideProduct
    {
        ulong low;
        ulong high = TWide.Multiply(a, b, &low);
        return new UInt128(high, low);
    }
}
