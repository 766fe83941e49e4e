namespace Walrus.Cli.Benchmarks;

/// <summary>A measured figure beside what it has to be and what it should be.</summary>
/// <param name="Row">What was measured, with its unit.</param>
/// <param name="Value">The figure.</param>
/// <param name="Floor">What must hold.</param>
/// <param name="Aim">What is hoped for; below the floor if less is better, above it if more is.</param>
internal sealed record Goal(string Row, double Value, double Floor, double Aim)
{
    /// <summary>How the figure compares: <c>aim</c>, <c>floor</c> or <c>missed</c>.</summary>
    public string Reached => Meets(Aim) ? "aim" : Meets(Floor) ? "floor" : "missed";

    private bool Meets(double limit) => Aim < Floor ? Value <= limit : Value >= limit;
}
