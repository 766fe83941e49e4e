using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Slivers;

namespace Walrus.Core.Tests.Slivers;

public sealed class SliverTests
{
    private static readonly Sliver Sample = new(Axis.Secondary, new SliverIndex(3), 2, new byte[] { 0xc1, 0x42, 0, 0 });
    private static readonly byte[] Form = Convert.FromHexString("04c142000002000300");

    [Fact]
    public void Both_forms_are_those_of_the_specification()
    {
        Assert.Equal(Form, Sample.ToBytes());
        Assert.Equal(Form.Length, Sliver.BcsLength(4));
        BcsWriter writer = new();
        Sample.WriteTagged(writer);
        Assert.Equal([1, .. Form], writer.ToArray());
        BcsReader reader = new(writer.ToArray());
        Sliver read = Sliver.ReadTagged(ref reader);
        Assert.Equal((Axis.Secondary, Sample.Index, 2), (read.Axis, read.Index, read.SymbolSize));
        Assert.Equal(Sample.Data.ToArray(), read.Data.ToArray());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(127, 1)]
    [InlineData(128, 2)]
    [InlineData(16_383, 2)]
    [InlineData(16_384, 3)]
    [InlineData(43_711_178, 4)]
    public void The_length_of_the_form_follows_from_that_of_the_data(int data, int prefix) =>
        Assert.Equal(prefix + data + 4, Sliver.BcsLength(data));

    [Fact]
    public void The_data_stay_where_they_are()
    {
        byte[] bytes = [.. Form];
        Sliver sliver = Sliver.FromBytes(bytes, Axis.Secondary);
        bytes[1] = 9;
        Assert.Equal(9, sliver.Data.Span[0]);
    }

    [Fact]
    public void The_form_cut_anywhere_or_followed_by_anything_is_refused()
    {
        for (int length = 0; length < Form.Length; length++)
            Assert.Throws<BcsException>(() => { Sliver.FromBytes(Form.AsMemory(0, length), Axis.Primary); });
        Assert.Throws<BcsException>(() => { Sliver.FromBytes(new byte[] { 0, 2, 0, 0, 0, 0 }, Axis.Primary); });
        Assert.Throws<BcsException>(() => { ReadTagged([2, .. Form]); });
    }

    [Fact]
    public void Symbols_have_a_size()
    {
        Assert.Throws<BcsException>(() => { Sliver.FromBytes(new byte[] { 0, 0, 0, 0, 0 }, Axis.Primary); });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sliver(Axis.Primary, new SliverIndex(0), 0, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sliver(Axis.Primary, new SliverIndex(0), 65536, default));
    }

    [Fact]
    public void A_pair_is_a_primary_and_a_secondary_sliver()
    {
        Sliver primary = new(Axis.Primary, new SliverIndex(0), 2, new byte[6]);
        SliverPair pair = new(primary, Sample);
        Assert.Same(primary, pair[Axis.Primary]);
        Assert.Same(Sample, pair[Axis.Secondary]);
        byte[] form = BcsFormat.ToBytes(pair);
        Assert.Equal(form, BcsFormat.ToBytes(BcsFormat.FromBytes<SliverPair>(form)));
        Assert.Throws<ArgumentException>(() => new SliverPair(Sample, primary));
    }

    private static Sliver ReadTagged(byte[] bytes)
    {
        BcsReader reader = new(bytes);
        return Sliver.ReadTagged(ref reader);
    }
}
