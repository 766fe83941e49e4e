using Microsoft.Extensions.Time.Testing;
using Walrus.Client.Buffers;

namespace Walrus.Client.Tests.Buffers;

public sealed class NativeBlockPoolTests
{
    private const long Size = 8192;
    private const long Other = 16384;

    private readonly FakeTimeProvider _time = new();
    private readonly NativeBlockPool _pool;

    public NativeBlockPoolTests() => _pool = new NativeBlockPool(mostIdle: 3 * Size, _time);

    [Fact]
    public void Gives_out_what_was_given_back_last()
    {
        nint first = _pool.Take(Size), second = _pool.Take(Size);
        _pool.Give(first, Size);
        _pool.Give(second, Size);
        Assert.Equal(second, _pool.Take(Size));
        Assert.Equal(first, _pool.Take(Size));
        Assert.Equal(0, _pool.IdleBytes);
        _pool.Give(first, Size);
        _pool.Give(second, Size);
    }

    [Fact]
    public void Keeps_no_more_than_it_may_and_what_was_used_last()
    {
        nint[] blocks = [.. Enumerable.Range(0, 3).Select(_ => _pool.Take(Size))];
        foreach (nint block in blocks)
            _pool.Give(block, Size);
        Assert.Equal(3 * Size, _pool.IdleBytes);

        _pool.Give(_pool.Take(Other), Other);
        Assert.Equal(Other + Size, _pool.IdleBytes);
        _pool.Give(_pool.Take(4 * Size), 4 * Size);
        Assert.Equal(Other + Size, _pool.IdleBytes);
    }

    [Fact]
    public void What_nobody_uses_goes_back_to_the_system()
    {
        nint idle = _pool.Take(Size), used = _pool.Take(Size);
        _pool.Give(idle, Size);
        _pool.Give(used, Size);
        _time.Advance(NativeBlockPool.Patience / 2);
        Assert.Equal(used, _pool.Take(Size));
        _pool.Give(used, Size);

        _time.Advance(NativeBlockPool.Patience / 2);
        Assert.Equal(Size, _pool.IdleBytes);
        Assert.Equal(used, _pool.Take(Size));
        _pool.Give(used, Size);
        _time.Advance(NativeBlockPool.Patience);
        _time.Advance(NativeBlockPool.Patience);
        Assert.Equal(0, _pool.IdleBytes);

        // And it begins anew.
        _pool.Give(_pool.Take(Size), Size);
        Assert.Equal(Size, _pool.IdleBytes);
        _time.Advance(NativeBlockPool.Patience);
        Assert.Equal(0, _pool.IdleBytes);
    }
}
