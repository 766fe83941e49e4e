using Walrus.Grains.Time;

namespace Walrus.Grains.Tests.Time;

public sealed class NetworkClockTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Time_moves_by_the_offset_and_never_back()
    {
        NetworkClock clock = new(TimeProvider.System, Begin);
        clock.RaiseOffset(TimeSpan.FromHours(2));
        clock.RaiseOffset(TimeSpan.FromHours(1));
        Assert.Equal(Begin + TimeSpan.FromHours(2), clock.GetUtcNow());
    }

    [Fact]
    public async Task A_timer_rings_when_the_offset_passes_its_instant()
    {
        NetworkClock clock = new(TimeProvider.System, Begin);
        TaskCompletionSource rung = new();
        await using ITimer timer = clock.CreateTimer(_ => rung.TrySetResult(), null, TimeSpan.FromDays(14), Timeout.InfiniteTimeSpan);
        clock.RaiseOffset(TimeSpan.FromDays(14) - TimeSpan.FromSeconds(1));
        Assert.False(rung.Task.IsCompleted);
        clock.RaiseOffset(TimeSpan.FromDays(14));
        await rung.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_periodic_timer_goes_on_after_a_jump()
    {
        NetworkClock clock = new(TimeProvider.System, Begin);
        using PeriodicTimer timer = new(TimeSpan.FromHours(1), clock);
        for (int hour = 1; hour <= 3; hour++)
        {
            ValueTask<bool> tick = timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            Assert.False(tick.IsCompleted);
            clock.RaiseOffset(TimeSpan.FromHours(hour));
            Assert.True(await tick);
        }
    }

    [Fact]
    public async Task Without_a_jump_the_underlying_clock_rings()
    {
        NetworkClock clock = new(TimeProvider.System);
        clock.RaiseOffset(TimeSpan.FromHours(1));
        TaskCompletionSource rung = new();
        await using ITimer timer = clock.CreateTimer(_ => rung.TrySetResult(), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        await rung.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.True(clock.GetUtcNow() > TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(59));
    }

    [Fact]
    public async Task A_disposed_timer_stays_silent()
    {
        NetworkClock clock = new(TimeProvider.System, Begin);
        int rings = 0;
        ITimer timer = clock.CreateTimer(_ => rings++, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        await timer.DisposeAsync();
        clock.RaiseOffset(TimeSpan.FromHours(2));
        Assert.Equal(0, rings);
    }
}
