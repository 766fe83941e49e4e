using Walrus.Core.Bcs;
using Walrus.Core.Quilts;

namespace Walrus.Core.Tests.Quilts;

public sealed class QuiltTagsTests
{
    [Fact]
    public void Keys_are_in_the_order_of_their_bcs_form()
    {
        // Shorter keys first, until the length itself takes two bytes: 128 is written 80 01, after 7f and before all of 81 … .
        string longKey = new('a', 128), longerKey = new('a', 127 + 128 + 1);
        QuiltTags tags = new([new("zz", "1"), new(longKey, "2"), new("é", "3"), new("b", "4"), new(longerKey, "5"), new("aa", "6")]);
        Assert.Equal(["b", "aa", "zz", "é", longKey, longerKey], tags.Entries.Select(tag => tag.Key));
        Assert.Equal("3", tags["é"]);
        Assert.Null(tags["c"]);
        Assert.Equal(tags, BcsFormat.FromBytes<QuiltTags>(BcsFormat.ToBytes(tags)));
    }

    [Theory]
    [InlineData("02016200016100")]
    [InlineData("02016100016100")]
    [InlineData("020161000161")]
    [InlineData("ff")]
    [InlineData("01ff")]
    [InlineData("0101ff00")]
    public void Other_forms_are_refused(string hex) =>
        Assert.Throws<BcsException>(() => BcsFormat.FromBytes<QuiltTags>(Convert.FromHexString(hex.Length % 2 == 0 ? hex : hex + "0")));

    [Fact]
    public void New_tags_have_rules()
    {
        AssertRefused(new("a", "1"), new("a", "2"));
        AssertRefused(new KeyValuePair<string, string>("\ud800", ""));
        AssertRefused(new KeyValuePair<string, string>("a", "\ud800"));
        AssertRefused(new KeyValuePair<string, string>("a", new string('x', 65_530)));
        Assert.Equal(1, new QuiltTags([new("a", new string('x', 65_529))]).Count);
    }

    private static void AssertRefused(params KeyValuePair<string, string>[] tags) =>
        Assert.Equal(QuiltRefusal.InvalidTags, Assert.Throws<QuiltRefusedException>(() => new QuiltTags(tags)).Reason);
}
