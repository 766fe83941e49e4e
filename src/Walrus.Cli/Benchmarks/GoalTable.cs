using System.Globalization;
using System.Text.Json;
using Walrus.Cli.Output;

namespace Walrus.Cli.Benchmarks;

/// <summary>Goals as a table, in a form that can be pasted into a document.</summary>
/// <param name="machine">What the figures were measured on.</param>
/// <param name="goals">The rows.</param>
internal sealed class GoalTable(string machine, IReadOnlyList<Goal> goals) : IReport
{
    /// <inheritdoc/>
    public void WriteText(TextWriter output)
    {
        output.WriteLine(machine);
        output.WriteLine();
        output.WriteLine("| row | measured | floor | aim | reached |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (Goal goal in goals)
            output.WriteLine($"| {goal.Row} | {Text(goal.Value)} | {Text(goal.Floor)} | {Text(goal.Aim)} | {goal.Reached} |");
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("machine", machine);
        json.WriteStartArray("goals");
        foreach (Goal goal in goals)
        {
            json.WriteStartObject();
            json.WriteString("row", goal.Row);
            json.WriteNumber("measured", goal.Value);
            json.WriteNumber("floor", goal.Floor);
            json.WriteNumber("aim", goal.Aim);
            json.WriteString("reached", goal.Reached);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Text(double value) => value.ToString(value < 10 ? "0.###" : "0.#", CultureInfo.InvariantCulture);
}
