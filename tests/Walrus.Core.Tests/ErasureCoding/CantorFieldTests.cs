using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CsCheck;
using Walrus.Core.ErasureCoding;

namespace Walrus.Core.Tests.ErasureCoding;

public sealed class CantorFieldTests
{
    [Theory]
    [InlineData(2, 2, 3)]
    [InlineData(2, 3, 1)]
    [InlineData(4, 4, 6)]
    [InlineData(8, 8, 0xc)]
    [InlineData(0x8000, 0x8000, 0xc000)]
    [InlineData(0x1234, 0x5678, 0x35c9)]
    [InlineData(0xffff, 0xffff, 0x8000)]
    [InlineData(0, 0x1234, 0)]
    public void Products_are_those_of_the_specification(int left, int right, int product)
    {
        Assert.Equal(product, CantorField.Multiply((ushort)left, (ushort)right));
        Assert.Equal(product, CantorField.Multiply((ushort)right, (ushort)left));
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(4, 0xc)]
    [InlineData(0x10, 0x71)]
    [InlineData(0x100, 0x2371)]
    [InlineData(0xffff, 0x0d5c)]
    public void Inverses_are_those_of_the_specification(int value, int inverse) =>
        Assert.Equal(inverse, CantorField.Divide(1, (ushort)value));

    [Fact]
    public void Tables_are_those_of_the_specification()
    {
        Assert.Equal("2016ee0982f33f3b6d46fc5731540a073e73b2e7d093ba82e1998364d9dafcd5", Sha256(CantorField.Exp));
        Assert.Equal("c7eafc7e425f44aa8c3cf82dee5f4b3e50a710844082c0f1adcd4b95d4330c1f", Sha256(CantorField.Log));
    }

    [Fact]
    public void Division_by_zero_is_refused() => Assert.Throws<DivideByZeroException>(() => CantorField.Divide(1, 0));

    [Fact]
    public void Division_undoes_multiplication_and_products_distribute() =>
        Gen.Select(Gen.UShort, Gen.UShort[1, ushort.MaxValue], Gen.UShort).Sample((a, b, c) =>
        {
            Assert.Equal(a, CantorField.Divide(CantorField.Multiply(a, b), b));
            int sum = CantorField.Multiply(a, b) ^ CantorField.Multiply(c, b);
            Assert.Equal(sum, CantorField.Multiply((ushort)(a ^ c), b));
            Assert.Equal(CantorField.Multiply(a, b), new Multiplier(b, stackalloc ushort[Multiplier.Bits]).Apply(a));
        });

    [Fact]
    public void High_bytes_of_products_with_the_subfield_are_products_of_the_high_bytes() =>
        Gen.Select(Gen.UShort[0, CantorField.SubfieldSize - 1], Gen.UShort).Sample((factor, value) =>
            Assert.Equal(CantorField.Multiply(factor, (ushort)(value >> 8)), CantorField.Multiply(factor, value) >> 8));

    private static string Sha256(ReadOnlySpan<ushort> table) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(table)));
}
