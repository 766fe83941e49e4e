using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;
using Walrus.Core.Recovery;
using Walrus.Core.Slivers;
using Walrus.Core.Tests.Encoding;

namespace Walrus.Core.Tests.Recovery;

public sealed class SymbolTests
{
    private static readonly EncodedBlob Blob = new(7, [.. Enumerable.Range(0, 30).Select(i => (byte)(31 * i + 7))]);

    // Cell (6, 2), proven along secondary sliver 2.
    private static readonly GeneralRecoverySymbol Sample = Blob.Expand(Axis.Secondary, 2).RecoverySymbol(new SliverIndex(6));

    [Fact]
    public void A_symbol_serves_both_slivers_that_cross_there()
    {
        Assert.Equal("6-2", Sample.Id.ToString());
        Assert.Equal(2, SymbolVerifier.Verify(Sample, Axis.Primary, new SliverIndex(6), Blob.Metadata).Index.Value);
        Assert.Equal(6, SymbolVerifier.Verify(Sample, Axis.Secondary, new SliverIndex(2), Blob.Metadata).Index.Value);
    }

    [Fact]
    public void Symbols_that_do_not_belong_are_refused()
    {
        Assert.Equal(SymbolFault.OffTarget, Refused(Sample, Axis.Primary, 5));
        Assert.Equal(SymbolFault.OffTarget, Refused(Sample, Axis.Secondary, 6));
        Assert.Equal(SymbolFault.IndexOutOfRange, Refused(Sample with { TargetIndex = new SliverIndex(7) }, Axis.Primary, 7));
        Assert.Equal(SymbolFault.IndexOutOfRange, Refused(WithSource(7), Axis.Primary, 6));
        Assert.Equal(SymbolFault.InvalidProof, Refused(WithSource(3), Axis.Primary, 6));
        Assert.Equal(SymbolFault.InvalidProof, Refused(Sample with { TargetIndex = new SliverIndex(4) }, Axis.Primary, 4));
        Assert.Equal(SymbolFault.InvalidProof, Refused(Sample with { Proof = new MerkleProof([]) }, Axis.Primary, 6));
        Assert.Equal(SymbolFault.WrongLength, Refused(WithData([]), Axis.Primary, 6));
        Assert.Equal(SymbolFault.WrongLength, Refused(WithData([0xa6, 0x6a, 0, 0]), Axis.Primary, 6));
        Assert.Equal(SymbolFault.InvalidProof, Refused(WithData([0xa6, 0x6b]), Axis.Primary, 6));
    }

    [Fact]
    public void Forms_cut_anywhere_or_followed_by_anything_are_refused()
    {
        CheckForm(Sample);
        CheckForm(Sample.Symbol);
        CheckForm(new RecoverySymbol(Sample.Symbol, Sample.Proof));
        CheckForm(new TaggedDecodingSymbol(Axis.Secondary, Sample.Symbol));
        CheckForm(Sample.Id);
        byte[] wrongAxis = BcsFormat.ToBytes(Sample);
        wrongAxis[0] = 2;
        Assert.Throws<BcsException>(() => { BcsFormat.FromBytes<GeneralRecoverySymbol>(wrongAxis); });
    }

    [Theory]
    [InlineData("0-0", 0, 0)]
    [InlineData("999-32", 999, 32)]
    [InlineData("65535-65535", 65535, 65535)]
    public void Symbol_ids_are_two_numbers(string text, int primary, int secondary)
    {
        SymbolId id = SymbolId.Parse(text);
        Assert.Equal((primary, secondary), (id.Primary.Value, id.Secondary.Value));
        Assert.Equal(text, id.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1-")]
    [InlineData("-1-2")]
    [InlineData("1-2-3")]
    [InlineData("65536-0")]
    [InlineData(" 1-2")]
    [InlineData("+1-2")]
    [InlineData(null)]
    public void Other_texts_are_no_symbol_ids(string? text)
    {
        Assert.False(SymbolId.TryParse(text, out _));
        Assert.Throws<FormatException>(() => { SymbolId.Parse(text!); });
    }

    [Fact]
    public void Slivers_of_another_shape_do_not_expand()
    {
        Sliver good = Blob.Sliver(Axis.Primary, 0);
        Refuse(new Sliver(Axis.Primary, good.Index, good.SymbolSize, good.Data[..^2]));
        Refuse(new Sliver(Axis.Secondary, good.Index, good.SymbolSize, good.Data));
        Refuse(new Sliver(Axis.Primary, new SliverIndex(7), good.SymbolSize, good.Data));
        Refuse(new Sliver(Axis.Primary, good.Index, 1, good.Data[..5]));
        Refuse(new Sliver(Axis.Primary, good.Index, 65535, new byte[5 * 65535]));
        Assert.Throws<ArgumentOutOfRangeException>(() => { Blob.Expand(Axis.Primary, 0).RecoverySymbol(new SliverIndex(7)); });

        static void Refuse(Sliver sliver) => Assert.Throws<ArgumentException>(() => new SliverExpansion(sliver, Blob.Parameters));
    }

    private static GeneralRecoverySymbol WithSource(int index) =>
        Sample with { Symbol = Sample.Symbol with { Index = new SliverIndex(index) } };

    private static GeneralRecoverySymbol WithData(byte[] data) => Sample with { Symbol = Sample.Symbol with { Data = data } };

    private static SymbolFault Refused(GeneralRecoverySymbol symbol, Axis axis, int target) =>
        Assert.Throws<InvalidSymbolException>(() => { SymbolVerifier.Verify(symbol, axis, new SliverIndex(target), Blob.Metadata); }).Fault;

    private static void CheckForm<T>(T value) where T : IBcs<T>
    {
        byte[] form = BcsFormat.ToBytes(value);
        Assert.Equal(form, BcsFormat.ToBytes(BcsFormat.FromBytes<T>(form)));
        for (int length = 0; length < form.Length; length++)
            Assert.Throws<BcsException>(() => { BcsFormat.FromBytes<T>(form.AsSpan(0, length)); });
        Assert.Throws<BcsException>(() => { BcsFormat.FromBytes<T>([.. form, 0]); });
    }
}
