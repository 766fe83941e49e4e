using System.Text.Json;
using Walrus.Cli.Tests.Support;

namespace Walrus.Cli.Tests.Benchmarks;

public sealed class BenchCommandTests
{
    private static readonly string[] Promised = ["median_ms", "cpu_ms", "bytes_per_second", "allocated_bytes", "peak_rss_bytes"];

    [Theory]
    [InlineData("encode")]
    [InlineData("decode")]
    [InlineData("blob-id")]
    public void Every_operation_is_measured(string operation)
    {
        JsonElement json = CliRun.Of("bench", operation, "--n-shards", "7", "--size", "5000", "--repeat", "3", "--json").Json();
        Assert.All(Promised, name => Assert.True(json.GetProperty(name).GetDouble() >= 0, name));
        Assert.True(json.GetProperty("median_ms").GetDouble() > 0);
        Assert.True(json.GetProperty("bytes_per_second").GetInt64() > 0);
        Assert.True(json.GetProperty("peak_rss_bytes").GetInt64() > 1_000_000);
        Assert.Equal(operation, json.GetProperty("operation").GetString());
        Assert.Equal(3, json.GetProperty("repeat").GetInt32());
        Assert.Equal(operation != "decode", json.TryGetProperty("ns_per_compression", out _));
    }

    [Theory]
    [InlineData("encode")]
    [InlineData("decode")]
    public void An_empty_blob_can_be_measured(string operation) =>
        CliRun.Of("bench", operation, "--n-shards", "4", "--size", "0", "--repeat", "1", "--threads", "2").AssertDone();

    [Fact]
    public void A_blob_that_is_too_large_is_refused() =>
        CliRun.Of("bench", "encode", "--n-shards", "4", "--size", "393205").AssertFails(1, "--n-shards 100");
}
