using CsCheck;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Slivers;
using Walrus.Core.Tests.Encoding;

namespace Walrus.Core.Tests.Slivers;

public sealed class SliverVerifierTests
{
    private static readonly EncodedBlob Blob = new(10, [.. Enumerable.Range(0, 333).Select(i => (byte)(31 * i + 7))]);

    [Theory]
    [InlineData(Axis.Primary)]
    [InlineData(Axis.Secondary)]
    public void Every_sliver_of_the_blob_is_accepted_and_no_other(Axis axis)
    {
        for (int i = 0; i < 10; i++)
        {
            Sliver good = Blob.Sliver(axis, i);
            SliverVerifier.Verify(good, Blob.Metadata);
            Assert.Equal(SliverFault.RootMismatch, Refused(new Sliver(axis, new SliverIndex((i + 1) % 10), good.SymbolSize, good.Data)));
            Assert.Equal(SliverFault.IndexOutOfRange, Refused(new Sliver(axis, new SliverIndex(10), good.SymbolSize, good.Data)));
            Assert.Equal(SliverFault.WrongLength, Refused(new Sliver(axis, good.Index, good.SymbolSize, good.Data[..^2])));
            Assert.Equal(SliverFault.WrongLength, Refused(new Sliver(axis, good.Index, good.SymbolSize, default)));
            Assert.Equal(SliverFault.WrongSymbolSize, Refused(new Sliver(axis, good.Index, good.SymbolSize - 2, good.Data)));
        }
    }

    [Fact]
    public void A_changed_bit_is_found_wherever_it_is() =>
        Gen.Select(Gen.Enum<Axis>(), Gen.Int[0, 9], Gen.Int[0, 10_000], Gen.Int[0, 7]).Sample((axis, index, place, bit) =>
        {
            Sliver good = Blob.Sliver(axis, index);
            byte[] data = good.Data.ToArray();
            data[place % data.Length] ^= (byte)(1 << bit);
            Assert.Equal(SliverFault.RootMismatch, Refused(new Sliver(axis, good.Index, good.SymbolSize, data)));
        }, iter: 200);

    [Theory]
    [InlineData(13, 91)]
    [InlineData(13, 200_000)]
    [InlineData(100, 4557)]
    public void Many_slivers_are_checked_like_single_ones(int shards, int size)
    {
        EncodedBlob blob = new(shards, new byte[size]);
        List<Sliver> slivers = [];
        for (int i = 0; i < shards; i++)
        {
            Sliver good = blob.Sliver((Axis)(i % 2), i);
            byte[] data = good.Data.ToArray();
            if (i % 3 == 0)
                data[^1] ^= 1;
            slivers.Add(new Sliver(good.Axis, good.Index, good.SymbolSize, data));
        }

        slivers.Add(new Sliver(Axis.Primary, new SliverIndex(0), 2, default));
        foreach (int threads in new[] { 1, 3 })
        {
            SliverFault[] faults = SliverVerifier.Check(slivers, blob.Metadata, new EncodingOptions { MaxDegreeOfParallelism = threads });
            Assert.Equal(slivers.Count, faults.Length);
            for (int i = 0; i < shards; i++)
                Assert.Equal(i % 3 == 0 ? SliverFault.RootMismatch : SliverFault.None, faults[i]);
            Assert.Equal(SliverFault.WrongLength, faults[^1]);
        }

        Assert.Empty(SliverVerifier.Check([], blob.Metadata));
    }

    private static SliverFault Refused(Sliver sliver) =>
        Assert.Throws<InvalidSliverException>(() => SliverVerifier.Verify(sliver, Blob.Metadata)).Fault;
}
