using System.Text.Json;

namespace Walrus.Cli.Benchmarks;

/// <summary>Runs this program anew, so that one measurement leaves nothing behind for the next.</summary>
internal interface IBenchRunner
{
    /// <summary>The report of one <c>walrus bench</c>, which must succeed.</summary>
    /// <param name="arguments">What follows <c>bench</c>.</param>
    /// <param name="withoutInstructions">Sets of instructions that the runtime must not use.</param>
    JsonElement Bench(string arguments, params string[] withoutInstructions);

    /// <summary>Milliseconds on the clock from the start to the end of a process that computes the id of a file.</summary>
    double BlobIdMilliseconds(string file);
}
