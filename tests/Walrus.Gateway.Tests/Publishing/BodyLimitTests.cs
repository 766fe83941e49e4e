using Walrus.Core.Parameters;
using Walrus.Gateway.Publishing;

namespace Walrus.Gateway.Tests.Publishing;

public sealed class BodyLimitTests
{
    [Theory]
    [InlineData(10, 2_000_000, "100 shards would hold")]
    [InlineData(10, 500_000_000, "301 shards would hold")]
    [InlineData(301, 2_000_000_000, "1000 shards would hold")]
    [InlineData(1000, 20_000_000_000, "no number of shards")]
    public void It_names_the_smallest_network_that_would_hold_the_blob(int shards, long size, string said)
    {
        RedStuffParameters parameters = new(shards);
        BodyLimit limit = new(parameters.MaxBlobSize, parameters);
        Assert.Contains(said, limit.Explain(size), StringComparison.Ordinal);
        Assert.Contains($"{parameters.MaxBlobSize}", limit.Explain(size), StringComparison.Ordinal);
    }

    [Fact]
    public void It_never_exceeds_what_the_shard_count_allows()
    {
        RedStuffParameters parameters = new(10);
        Assert.Equal(parameters.MaxBlobSize, new BodyLimit(long.MaxValue, parameters).Bytes);
        Assert.Equal(1000, new BodyLimit(1000, parameters).Bytes);
    }
}
