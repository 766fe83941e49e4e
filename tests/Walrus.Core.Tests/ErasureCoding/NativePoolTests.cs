using Walrus.Core.ErasureCoding;

namespace Walrus.Core.Tests.ErasureCoding;

public sealed unsafe class NativePoolTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4097)]
    [InlineData(100_000)]
    [InlineData(9 << 20)]
    public void Blocks_are_aligned_and_large_enough(int size)
    {
        using NativeMemoryBlock block = NativePool.Rent(size);
        Assert.Equal(0u, (nuint)block.Address % NativePool.Alignment);
        new Span<byte>(block.Address, size).Fill(1);
    }

    [Fact]
    public void A_block_that_was_given_back_is_gone()
    {
        NativeMemoryBlock block = NativePool.Rent(123);
        block.Dispose();
        block.Dispose();
        Assert.Throws<ObjectDisposedException>(() => (nint)block.Address);
        Assert.Throws<ArgumentOutOfRangeException>(() => NativePool.Rent(-1));
    }
}
