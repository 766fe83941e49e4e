using System.Globalization;

namespace Walrus.Benchmarks.Network;

/// <summary>What the command line of the network benchmark asks for.</summary>
internal sealed record NetworkBenchmarkOptions
{
    /// <summary>Where the data go; null: a temporary folder.</summary>
    public string? Folder { get; private init; }

    /// <summary>Blobs stored in a round.</summary>
    public int Blobs { get; private init; } = 16;

    /// <summary>Requests at a time.</summary>
    public int InFlight { get; private init; } = 6;

    /// <summary>Rounds of stores.</summary>
    public int Rounds { get; private init; } = 3;

    /// <summary>Blobs stored before the first round.</summary>
    public int WarmUp { get; private init; } = 24;

    /// <summary>Whether to go on to the reads.</summary>
    public bool Reads { get; private init; } = true;

    /// <summary>All figures as JSON, in place of the table.</summary>
    public bool Json { get; private init; }

    public static NetworkBenchmarkOptions Parse(string[] args)
    {
        NetworkBenchmarkOptions options = new();
        for (int i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--folder" => options with { Folder = args[++i] },
                "--blobs" => options with { Blobs = Number(args[++i]) },
                "--in-flight" => options with { InFlight = Number(args[++i]) },
                "--rounds" => options with { Rounds = Number(args[++i]) },
                "--warm-up" => options with { WarmUp = Number(args[++i]) },
                "--no-reads" => options with { Reads = false },
                "--json" => options with { Json = true },
                string other => throw new ArgumentException($"network does not know {other}."),
            };
        }
        return options;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
