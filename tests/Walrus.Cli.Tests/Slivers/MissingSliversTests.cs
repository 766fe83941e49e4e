using Walrus.Cli.Slivers;

namespace Walrus.Cli.Tests.Slivers;

public sealed class MissingSliversTests
{
    [Theory]
    [InlineData(new int[] { }, "")]
    [InlineData(new[] { 4 }, "4")]
    [InlineData(new[] { 1, 2, 3, 5, 8, 9 }, "1-3, 5, 8-9")]
    public void Runs_are_ranges(int[] numbers, string text) => Assert.Equal(text, MissingSlivers.Ranges(numbers));

    [Fact]
    public void Many_ranges_are_cut()
    {
        string text = MissingSlivers.Ranges([.. Enumerable.Range(0, 300).Select(i => 2 * i)]);
        Assert.EndsWith(", 76, 78, and 260 more", text, StringComparison.Ordinal);
    }
}
