using System.Text.Json;

namespace Walrus.Cli.Benchmarks;

/// <summary>
/// What encoding and decoding should cost at 1000 shards, row by row. Times are of the processor, the least of several runs, so that
/// other work on the machine matters little; floors and aims are for one Zen 4 core at 3.4 GHz with AVX-512 and GFNI.
/// </summary>
/// <param name="runner">Runs the measurements.</param>
/// <param name="smallFile">A file of 1 KB.</param>
internal sealed class GoalMeasurements(IBenchRunner runner, string smallFile)
{
    private const double Megabyte = 1e6;
    private const double Milli = 1e-3;
    private const long LargestOfTwoByteSymbols = 445_556;
    private const long Mebibytes256 = 256L << 20;
    private const long Gigabyte = 1_000_000_000;
    private const int Symbols = 334 * 667;

    /// <summary>Measures every row; takes about two minutes.</summary>
    public IEnumerable<Goal> Measure() => [.. Hashing(), .. Encoding(), .. Cold(), .. Decoding(), .. Machine()];

    private IEnumerable<Goal> Hashing()
    {
        yield return new("ns per compression in the pipeline, symbols of 3000 B", Number(Id(3000 * Symbols), "ns_per_compression"), 36, 30);
        yield return new("ns per compression in the pipeline, symbols of 512 B", Number(Id(512 * Symbols), "ns_per_compression"), 48, 38);
        yield return new("id of 445 KB, s", Seconds(Id(LargestOfTwoByteSymbols)), 0.12, 0.075);
    }

    private IEnumerable<Goal> Encoding()
    {
        yield return new("encode 445 KB, s", Seconds(Encode(LargestOfTwoByteSymbols)), 0.12, 0.075);
        yield return new("encode 10 MB, s", Seconds(Encode(10_000_000)), 0.16, 0.11);
        JsonElement usual = Encode(32_000_000);
        yield return new("encode 32 MB, s", Seconds(usual), 0.25, 0.17);
        yield return new("managed allocation per encode, KB", Number(usual, "allocated_bytes") / 1024, 2048, 64);
        JsonElement plain = runner.Bench(Arguments("encode", 32_000_000), "AVX512", "GFNI");
        yield return new("AVX2-only tier, times the best tier", Seconds(plain) / Seconds(usual), 2.5, 2);
        JsonElement large = Encode(Mebibytes256);
        yield return new("encode 256 MiB, s", Seconds(large), 1.0, 0.7);
        JsonElement shared = runner.Bench(Arguments("encode", Mebibytes256) + " --threads 2");
        yield return new("two threads, times one thread", Number(large, "median_ms") / Number(shared, "median_ms"), 1.8, 1.95);
    }

    private IEnumerable<Goal> Cold()
    {
        JsonElement id = runner.Bench(Arguments("blob-id", Gigabyte, repeat: 1)), encode = runner.Bench(Arguments("encode", Gigabyte, repeat: 1));
        yield return new("id of 1 GB in a cold process, s", Number(id, "first_cpu_ms") * Milli, 2.6, 1.8);
        yield return new("encode 1 GB to sinks in a cold process, s", Number(encode, "first_cpu_ms") * Milli, 3.3, 2.4);
        yield return new("peak RSS of the id of 1 GB, MB", Number(id, "peak_rss_bytes") / Megabyte, 750, 400);
        yield return new("peak RSS of encoding 1 GB to sinks, MB", Number(encode, "peak_rss_bytes") / Megabyte, 900, 512);
    }

    private IEnumerable<Goal> Decoding()
    {
        yield return new("decode 1 MB, all systematic slivers lost, ms", Seconds(Decode(1_000_000)) / Milli, 7, 3);
        yield return new("decode 32 MB, all systematic slivers lost, ms", Seconds(Decode(32_000_000)) / Milli, 45, 25);
        yield return new("decode 256 MiB, all systematic slivers lost, ms", Seconds(Decode(Mebibytes256)) / Milli, 330, 180);
    }

    private IEnumerable<Goal> Machine()
    {
        double best = Enumerable.Range(0, 5).Min(_ => runner.BlobIdMilliseconds(smallFile));
        yield return new("blob-id of 1 KB, cold process, wall, s", best * Milli, 0.4, 0.15);
    }

    private JsonElement Id(long size) => runner.Bench(Arguments("blob-id", size));

    private JsonElement Encode(long size) => runner.Bench(Arguments("encode", size));

    private JsonElement Decode(long size) => runner.Bench(Arguments("decode", size));

    private static string Arguments(string operation, long size, int repeat = 7) => $"{operation} --n-shards 1000 --size {size} --repeat {repeat}";

    private static double Seconds(JsonElement report) => Number(report, "least_cpu_ms") * Milli;

    private static double Number(JsonElement report, string field) => report.GetProperty(field).GetDouble();
}
