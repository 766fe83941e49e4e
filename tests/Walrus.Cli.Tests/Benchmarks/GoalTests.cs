using System.Text.Json;
using Walrus.Cli.Benchmarks;
using Walrus.Cli.Output;

namespace Walrus.Cli.Tests.Benchmarks;

public sealed class GoalTests
{
    [Theory]
    [InlineData(1, 3, 2, "aim")]
    [InlineData(2.5, 3, 2, "floor")]
    [InlineData(3.5, 3, 2, "missed")]
    [InlineData(1.96, 1.8, 1.95, "aim")]
    [InlineData(1.9, 1.8, 1.95, "floor")]
    [InlineData(1.7, 1.8, 1.95, "missed")]
    public void A_figure_is_compared_in_the_direction_of_its_goal(double value, double floor, double aim, string reached) =>
        Assert.Equal(reached, new Goal("row", value, floor, aim).Reached);

    [Fact]
    public void Every_row_is_measured_by_a_command_that_exists_and_stands_in_the_table()
    {
        FakeRunner runner = new();
        Goal[] goals = [.. new GoalMeasurements(runner, "small").Measure()];
        Assert.Equal(18, goals.Length);
        Assert.Equal(goals.Length, goals.Select(goal => goal.Row).Distinct().Count());
        Assert.Contains("encode --n-shards 1000 --size 268435456 --repeat 7 --threads 2", runner.Commands);
        Assert.Contains("encode --n-shards 1000 --size 32000000 --repeat 7 without AVX512,GFNI", runner.Commands);
        Assert.All(goals, goal => Assert.True(goal.Value > 0, goal.Row));

        using StringWriter text = new();
        GoalTable table = new("machine", goals);
        table.WriteText(text);
        Assert.Equal(goals.Length, text.ToString().Split('\n').Count(line => line.StartsWith("| ", StringComparison.Ordinal)) - 1);
        JsonElement json = JsonDocument.Parse(JsonText.Of(table)).RootElement;
        Assert.Equal(goals.Select(goal => goal.Row), json.GetProperty("goals").EnumerateArray().Select(goal => goal.GetProperty("row").GetString()));
    }

    private sealed class FakeRunner : IBenchRunner
    {
        public List<string> Commands { get; } = [];

        public JsonElement Bench(string arguments, params string[] withoutInstructions)
        {
            Commands.Add(withoutInstructions.Length == 0 ? arguments : $"{arguments} without {string.Join(',', withoutInstructions)}");
            string[] fields = ["least_cpu_ms", "median_ms", "first_cpu_ms", "peak_rss_bytes", "allocated_bytes", "ns_per_compression"];
            return JsonDocument.Parse($"{{{string.Join(',', fields.Select(field => $"\"{field}\":5"))}}}").RootElement;
        }

        public double BlobIdMilliseconds(string file) => 6;
    }
}
