using Walrus.Client.StorageNodes;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Recovery;

namespace Walrus.Client.Tests.StorageNodes;

public sealed class DecodingSymbolListingTests
{
    [Fact]
    public void A_listing_is_a_map_in_ascending_order()
    {
        TaggedDecodingSymbol symbol = new(Axis.Secondary, new DecodingSymbol(new SliverIndex(5), new byte[] { 8, 9 }));
        byte[] bytes = DecodingSymbolListing.ToBytes(new Dictionary<SliverIndex, IReadOnlyList<TaggedDecodingSymbol>> { [new(258)] = [], [new(1)] = [symbol] });
        Assert.Equal([2, 1, 0, 1, 1, 5, 0, 2, 8, 9, 2, 1, 0], bytes);
        IReadOnlyDictionary<SliverIndex, IReadOnlyList<TaggedDecodingSymbol>> back = DecodingSymbolListing.FromBytes(bytes);
        Assert.Equal([symbol], back[new(1)]);
        Assert.Empty(back[new(258)]);
    }

    [Theory]
    [InlineData(new byte[] { 2, 1, 0, 0, 1, 0, 0 })]
    [InlineData(new byte[] { 2, 2, 0, 0, 1, 0, 0 })]
    [InlineData(new byte[] { 1, 1, 0, 0, 0 })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff, 0x07 })]
    public void Other_bytes_are_none(byte[] bytes) => Assert.Throws<BcsException>(() => DecodingSymbolListing.FromBytes(bytes));
}
