using Walrus.Client.Buffers;

namespace Walrus.Client.Tests.Buffers;

public sealed class NativeBlockTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(5_000_001)]
    public void Holds_what_is_written(int length)
    {
        using NativeBlock block = NativeBlock.Rent(length);
        Assert.Equal(length, block.Length);
        block.Span(0, length).Fill(7);
        Assert.True(block.Slice(0, length).Span.IndexOfAnyExcept((byte)7) < 0);
        if (length > 1)
        {
            block.Slice(1, length - 1).Span[0] = 9;
            Assert.Equal(9, block.Span(0, length)[1]);
        }
    }

    [Fact]
    public void Refuses_what_lies_outside()
    {
        using NativeBlock block = NativeBlock.Rent(10);
        Assert.Throws<ArgumentOutOfRangeException>(() => block.Slice(0, 11));
        Assert.Throws<ArgumentOutOfRangeException>(() => block.Slice(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => block.Slice(long.MaxValue, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => block.Slice(5, -1));
    }

    [Fact]
    public void Is_gone_once_given_back()
    {
        NativeBlock block = NativeBlock.Rent(10);
        block.Dispose();
        block.Dispose();
        Assert.Throws<ObjectDisposedException>(() => block.Slice(0, 1));
    }
}
