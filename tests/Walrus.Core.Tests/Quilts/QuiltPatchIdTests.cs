using CsCheck;
using Walrus.Core.Identifiers;
using Walrus.Core.Quilts;

namespace Walrus.Core.Tests.Quilts;

public sealed class QuiltPatchIdTests
{
    private static readonly Gen<QuiltPatchId> Ids =
        Gen.Select(Gen.Byte.Array[32], Gen.UShort, Gen.UShort, (quilt, start, end) =>
            new QuiltPatchId(new BlobId(quilt), new QuiltColumns(new SliverIndex(start), new SliverIndex(end))));

    [Fact]
    public void Text_and_back() => Ids.Sample(id =>
    {
        Assert.Equal(QuiltPatchId.TextLength, id.ToString().Length);
        Assert.Equal(id, QuiltPatchId.Parse(id.ToString()));
        Assert.Equal(QuiltPatchId.Length, id.ToBytes().Length);
    });

    [Fact]
    public void Only_the_canonical_text_is_one() => Gen.Select(Ids, Gen.Int[0, 49], Gen.Char).Sample((id, place, change) =>
    {
        string text = id.ToString();
        string changed = $"{text[..place]}{change}{text[(place + 1)..]}";
        if (QuiltPatchId.TryParse(changed, out QuiltPatchId other))
            Assert.Equal(changed, other.ToString());
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("HrcgG82HtoANNNbOrpfsDTkG7TbRpdQNrQyh18TZVe0")]
    [InlineData("HrcgG82HtoANNNbOrpfsDTkG7TbRpdQNrQyh18TZVe0BAgADAB")]
    [InlineData("HrcgG82HtoANNNbOrpfsDTkG7TbRpdQNrQyh18TZVe0CAgADAA")]
    [InlineData("HrcgG82HtoANNNbOrpfsDTkG7TbRpdQNrQyh18TZVe0BAgADAA==")]
    [InlineData("HrcgG82HtoANNNbOrpfsDTkG7TbRpdQNrQyh18TZVe0BAgADA=")]
    [InlineData("HrcgG82HtoANNNbOrpfsDTkG7TbRpdQNrQyh18TZVe0BAg DAA")]
    public void Other_texts_are_refused(string? text)
    {
        Assert.False(QuiltPatchId.TryParse(text, out _));
        if (text is not null)
            Assert.Throws<FormatException>(() => QuiltPatchId.Parse(text));
    }
}
