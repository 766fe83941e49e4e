using Walrus.Cli.Output;

namespace Walrus.Cli.Tests.Output;

public sealed class FieldReportTests
{
    private static readonly FieldReport Report =
        new FieldReport().Add("id", "ä\"b").Add("length", 5).Add("ms", 1.23456).Add("none", (string?)null).Add("names", ["x", "y"]);

    [Fact]
    public void Json_names_every_value_that_there_is() => Assert.Equal(
        """{"id":"ä\"b","length":5,"ms":1.235,"names":["x","y"]}""", JsonText.Of(Report).ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));

    [Fact]
    public void Text_is_a_line_for_each_value()
    {
        using StringWriter text = new();
        Report.WriteText(text);
        Assert.Equal(["id      ä\"b", "length  5", "ms      1.235", "names   x, y"], text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
