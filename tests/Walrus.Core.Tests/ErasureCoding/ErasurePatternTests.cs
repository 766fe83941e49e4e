using Walrus.Core.ErasureCoding;

namespace Walrus.Core.Tests.ErasureCoding;

public sealed class ErasurePatternTests
{
    private static readonly CodeShape Shape = new(4, 6);

    [Fact]
    public void A_pattern_takes_exactly_as_many_distinct_symbols_as_there_are_sources()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ErasurePattern(Shape, [0, 1, 2], TransformEngine.Best));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ErasurePattern(Shape, [0, 1, 2, 3, 4], TransformEngine.Best));
        Assert.Throws<ArgumentException>(() => new ErasurePattern(Shape, [0, 1, 2, 2], TransformEngine.Best));
    }

    [Fact]
    public void The_domain_is_no_larger_than_the_received_symbols_demand()
    {
        CodeShape columns = new(334, 666);
        Assert.Equal(1024, new ErasureLocator(columns, [.. Enumerable.Range(334, 334)]).DomainSize);
        Assert.Equal(2048, new ErasureLocator(columns, [.. Enumerable.Range(666, 334)]).DomainSize);
    }

    [Fact]
    public void The_pattern_of_last_time_is_used_again()
    {
        ErasurePattern first = ErasurePatternCache.Get(Shape, [9, 2, 5, 4]);
        Assert.Same(first, ErasurePatternCache.Get(Shape, [2, 4, 5, 9]));
        Assert.NotSame(first, ErasurePatternCache.Get(Shape, [2, 4, 5, 8]));
        Assert.NotSame(first, ErasurePatternCache.Get(new CodeShape(4, 7), [2, 4, 5, 9]));
        for (int i = 0; i < ErasurePatternCache.Capacity; i++)
            ErasurePatternCache.Get(new CodeShape(3, 40), [0, 1, 2 + i]);
        Assert.NotSame(first, ErasurePatternCache.Get(Shape, [2, 4, 5, 9]));
    }
}
