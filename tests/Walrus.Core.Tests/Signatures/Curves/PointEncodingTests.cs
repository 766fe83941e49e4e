using CsCheck;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;
using Walrus.Core.Tests.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures.Curves;

public sealed class PointEncodingTests
{
    private const byte Compressed = 0x80, AtInfinity = 0x40;

    [Fact]
    public void Points_come_back_as_they_were_written()
    {
        Points.InG1.Sample(p =>
        {
            Assert.Null(PointEncoding.ReadG1(PointEncoding.Write(p.ToAffine()), out AffinePoint<Fp> read));
            Assert.True(p.IsSameAs(new Point<Fp, G1>(read)));
        }, iter: 20);
        Points.InG2.Sample(p =>
        {
            Assert.Null(PointEncoding.ReadG2(PointEncoding.Write(p.ToAffine()), out AffinePoint<Fp2> read));
            Assert.True(p.IsSameAs(new Point<Fp2, G2>(read)));
        }, iter: 20);
    }

    [Fact]
    public void Points_outside_the_subgroup_are_refused()
    {
        Points.OnCurve.Sample(p => Assert.Contains("subgroup", PointEncoding.ReadG1(PointEncoding.Write(p.ToAffine()), out _)));
        Points.OnTwist.Sample(p =>
        {
            byte[] bytes = PointEncoding.Write(p.ToAffine());
            Assert.Contains("subgroup", PointEncoding.ReadG2(bytes, out _));
            Assert.Null(PointEncoding.ReadTwist(bytes, out AffinePoint<Fp2> read));
            Assert.True(p.IsSameAs(new Point<Fp2, G2>(read)));
        });
    }

    [Fact]
    public void Coordinates_without_a_point_are_refused()
    {
        Numbers.Fp.Where(x => !SquareRoot.TryOf(x.Square() * x + G1.B, out _)).Sample(x =>
            Assert.Contains("no point", PointEncoding.ReadG1(PointEncoding.Write(new AffinePoint<Fp>(x, Fp.One)), out _)));
        Numbers.Fp2.Where(x => !SquareRoot.TryOf(x.Square() * x + G2.B, out _)).Sample(x =>
            Assert.Contains("no point", PointEncoding.ReadG2(PointEncoding.Write(new AffinePoint<Fp2>(x, Fp2.One)), out _)));
    }

    [Fact]
    public void Coordinates_from_p_on_are_refused()
    {
        byte[] first = PointEncoding.Write(G1.Generator);
        Numbers.ToBytes(Numbers.P, Fp.Length).CopyTo(first, 0);
        first[0] |= Compressed;
        Assert.Contains("below p", PointEncoding.ReadG1(first, out _));

        foreach (int half in new[] { 0, Fp.Length })
        {
            byte[] second = PointEncoding.Write(Points.GeneratorOfG2);
            Numbers.ToBytes(Numbers.P + 1, Fp.Length).CopyTo(second, half);
            second[0] |= Compressed;
            Assert.Contains("below p", PointEncoding.ReadG2(second, out _));
        }
    }

    [Fact]
    public void Flag_bits_in_the_second_half_belong_to_the_coordinate()
    {
        byte[] bytes = PointEncoding.Write(Points.GeneratorOfG2);
        bytes[Fp.Length] |= Compressed;
        Assert.Contains("below p", PointEncoding.ReadG2(bytes, out _));
    }

    [Fact]
    public void Infinity_is_refused_in_every_spelling()
    {
        foreach (byte flags in new byte[] { 0xc0, 0xe0 })
        {
            byte[] bytes = new byte[PointEncoding.G2Length];
            bytes[0] = flags;
            Assert.Contains("infinity", PointEncoding.ReadG1(bytes.AsSpan(0, PointEncoding.G1Length), out _));
            Assert.Contains("infinity", PointEncoding.ReadG2(bytes, out _));
            bytes[^1] = 1;
            Assert.Contains("infinity", PointEncoding.ReadG2(bytes, out _));
        }
    }

    [Fact]
    public void Uncompressed_points_and_wrong_lengths_are_refused()
    {
        byte[] bytes = PointEncoding.Write(G1.Generator);
        Assert.Contains("48", PointEncoding.ReadG1(bytes.AsSpan(1), out _));
        Assert.Contains("48", PointEncoding.ReadG1([.. bytes, 0], out _));
        Assert.Contains("48", PointEncoding.ReadG1([], out _));
        Assert.Contains("96", PointEncoding.ReadG2(bytes, out _));
        bytes[0] &= 0x7f;
        Assert.Contains("compressed", PointEncoding.ReadG1(bytes, out _));
        bytes[0] |= AtInfinity;
        Assert.Contains("compressed", PointEncoding.ReadG1(bytes, out _));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_but_never_misread() => Gen.Byte.Array[PointEncoding.G1Length].Sample(bytes =>
    {
        bytes[0] = (byte)(bytes[0] & 0x3f | Compressed);
        if (PointEncoding.ReadG1(bytes, out AffinePoint<Fp> point) is null)
            Assert.Equal(bytes, PointEncoding.Write(point));
    });
}
