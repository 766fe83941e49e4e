using CsCheck;
using Walrus.Core.Messages;

namespace Walrus.Core.Tests.Messages;

public sealed class SignerBitmapTests
{
    [Fact]
    public void Signers_come_back_in_order() => Gen.Int[1, 200].SelectMany(members =>
        Gen.Select(Gen.UShort[0, (ushort)(members - 1)].Array[0, 40], Gen.Const(members))).Sample((signers, members) =>
        {
            byte[] bitmap = SignerBitmap.FromSigners(signers, members);
            Assert.Equal((members + 7) / 8, bitmap.Length);
            Assert.Equal(signers.Distinct().Order(), SignerBitmap.ToSigners(bitmap, members));
        });

    [Fact]
    public void Missing_bytes_are_zero() => Assert.Equal([0, 9], SignerBitmap.ToSigners([1, 2], 100));

    [Theory]
    [InlineData(8, "0001")]
    [InlineData(8, "0000")]
    [InlineData(9, "0002")]
    [InlineData(9, "0080")]
    [InlineData(1, "02")]
    public void Bits_and_bytes_beyond_the_last_member_are_refused(int members, string bitmap)
    {
        InvalidCertificateException exception = Assert.Throws<InvalidCertificateException>(
            () => SignerBitmap.ToSigners(Convert.FromHexString(bitmap), members));
        Assert.Equal("EInvalidBitmap", exception.Reason);
    }

    [Fact]
    public void Signers_beyond_the_last_member_are_refused() =>
        Assert.Throws<InvalidCertificateException>(() => SignerBitmap.FromSigners([3], 3));
}
