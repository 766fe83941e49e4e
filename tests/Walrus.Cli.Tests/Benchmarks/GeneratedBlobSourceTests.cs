using CsCheck;
using Walrus.Cli.Benchmarks;

namespace Walrus.Cli.Tests.Benchmarks;

public sealed class GeneratedBlobSourceTests
{
    [Fact]
    public void A_piece_is_the_same_however_it_is_read() =>
        Gen.Select(Gen.Long[0, 1L << 40], Gen.Int[0, 200_000], Gen.Double[0, 1]).Sample(
            (offset, count, cut) =>
            {
                GeneratedBlobSource source = new(offset + count);
                byte[] whole = new byte[count], parts = new byte[count];
                int first = (int)(count * cut);
                source.Read(offset, whole);
                source.Read(offset, parts.AsSpan(0, first));
                source.Read(offset + first, parts.AsSpan(first));
                Assert.Equal(whole, parts);
            },
            iter: 50);

    [Fact]
    public void Nothing_lies_outside()
    {
        GeneratedBlobSource source = new(10);
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(-1, new byte[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(8, new byte[3]));
    }
}
