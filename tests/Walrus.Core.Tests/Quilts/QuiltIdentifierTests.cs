using Walrus.Core.Quilts;

namespace Walrus.Core.Tests.Quilts;

public sealed class QuiltIdentifierTests
{
    [Theory]
    [InlineData("a")]
    [InlineData(" a")]
    [InlineData(".hidden")]
    [InlineData("folder/file name.txt")]
    [InlineData("日本語")]
    [InlineData("\U0001F600")]
    [InlineData("zero\u200bwidth\u200b")]
    public void Names_may_be_odd(string identifier) =>
        Assert.Equal(identifier, System.Text.Encoding.UTF8.GetString(QuiltIdentifier.RequireBytes(identifier)));

    [Theory]
    [InlineData("")]
    [InlineData("a ")]
    [InlineData("a\u00a0")]
    [InlineData("a\u2028")]
    [InlineData("a\u3000")]
    [InlineData("a\nb")]
    [InlineData("a\0")]
    [InlineData("\u007f")]
    [InlineData("\u0085a")]
    [InlineData("\u009fa")]
    public void Some_names_are_refused(string identifier) => AssertRefused(identifier);

    [Fact]
    public void Halves_of_characters_are_refused()
    {
        AssertRefused("\ud83d");
        AssertRefused("a\ude00b");
    }

    [Fact]
    public void Length_counts_in_bytes()
    {
        Assert.Equal(65_531, QuiltIdentifier.RequireBytes(new string('a', 65_531)).Length);
        AssertRefused(new string('a', 65_532));
        AssertRefused(new string('é', 32_766));
    }

    private static void AssertRefused(string identifier) =>
        Assert.Equal(QuiltRefusal.InvalidIdentifier, Assert.Throws<QuiltRefusedException>(() => QuiltIdentifier.RequireBytes(identifier)).Reason);
}
