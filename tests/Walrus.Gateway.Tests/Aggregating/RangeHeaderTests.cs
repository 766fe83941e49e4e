using Walrus.Client.Reading;
using Walrus.Gateway.Aggregating;

namespace Walrus.Gateway.Tests.Aggregating;

public sealed class RangeHeaderTests
{
    [Theory]
    [InlineData("bytes=0-0", 0, 0)]
    [InlineData("bytes=0-", 0, 99)]
    [InlineData("bytes=10-19", 10, 19)]
    [InlineData("bytes=90-1000", 90, 99)]
    [InlineData("bytes=-1", 99, 99)]
    [InlineData("bytes=-1000", 0, 99)]
    [InlineData("Bytes=99-", 99, 99)]
    public void One_range_within_the_blob(string header, long first, long last)
    {
        Assert.True(RangeHeader.TryParse(header, 100, out ByteRange range));
        Assert.Equal(new ByteRange(first, last - first + 1), range);
        Assert.Equal($"bytes {first}-{last}/100", RangeHeader.ContentRange(range, 100));
    }

    [Theory]
    [InlineData("bytes=100-")]
    [InlineData("bytes=5-4")]
    [InlineData("bytes=-0")]
    [InlineData("bytes=-")]
    [InlineData("bytes=0-1,3-4")]
    [InlineData("lines=0-1")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=+1-2")]
    [InlineData("bytes")]
    public void Anything_else_is_refused(string header) => Assert.False(RangeHeader.TryParse(header, 100, out _));

    [Theory]
    [InlineData("bytes=0-")]
    [InlineData("bytes=-1")]
    public void An_empty_blob_has_no_ranges(string header) => Assert.False(RangeHeader.TryParse(header, 0, out _));
}
