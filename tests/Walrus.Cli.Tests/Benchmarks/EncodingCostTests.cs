using Walrus.Cli.Benchmarks;
using Walrus.Core.Parameters;

namespace Walrus.Cli.Tests.Benchmarks;

public sealed class EncodingCostTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(126, 1)]
    [InlineData(128, 2)]
    [InlineData(4490, 36)]
    [InlineData(65534, 512)]
    public void A_leaf_is_a_zero_byte_and_the_symbol(int symbolSize, int blocks) => Assert.Equal(blocks, EncodingCost.Blocks(symbolSize));

    [Fact]
    public void A_small_blob_takes_three_million_compressions_at_1000_shards() =>
        Assert.Equal(1_000_000 + 2_000 * 1001 + 1000 + 1001, EncodingCost.Compressions(new RedStuffParameters(1000), 2));

    [Fact]
    public void The_code_takes_all_rows_and_all_columns() =>
        Assert.Equal((334L * 667 + 1000 * 334) * 10, EncodingCost.CodedBytes(new RedStuffParameters(1000), 10));
}
