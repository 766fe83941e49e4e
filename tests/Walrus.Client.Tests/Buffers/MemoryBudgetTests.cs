using Microsoft.Extensions.Time.Testing;
using Walrus.Client.Buffers;

namespace Walrus.Client.Tests.Buffers;

public sealed class MemoryBudgetTests
{
    private readonly FakeTimeProvider _time = new();
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Grants_in_order_and_never_more_than_there_is()
    {
        MemoryBudget budget = new(100, _time);
        MemoryLease first = await budget.TakeAsync(60, Wait, Test);
        Task<MemoryLease> large = budget.TakeAsync(80, Wait, Test).AsTask();
        Task<MemoryLease> small = budget.TakeAsync(20, Wait, Test).AsTask();
        Assert.False(large.IsCompleted);
        Assert.False(small.IsCompleted); // would fit, but the large one was first
        first.Dispose();
        (await large).Dispose();
        (await small).Dispose();
        Assert.Equal(100, budget.FreeBytes);
    }

    [Fact]
    public async Task What_is_taken_without_waiting_is_free_and_nobody_elses_turn()
    {
        MemoryBudget budget = new(100, _time);
        MemoryLease? first = budget.TryTake(60);
        Assert.NotNull(first);
        Assert.Null(budget.TryTake(41));
        Task<MemoryLease> large = budget.TakeAsync(80, Wait, Test).AsTask();
        Assert.Null(budget.TryTake(20));
        first.Dispose();
        using (await large)
            Assert.Equal(20, budget.FreeBytes);
    }

    [Fact]
    public async Task Gives_up_after_the_wait_and_lets_the_next_one_pass()
    {
        MemoryBudget budget = new(100, _time);
        using MemoryLease held = await budget.TakeAsync(60, Wait, Test);
        Task<MemoryLease> large = budget.TakeAsync(80, Wait, Test).AsTask();
        Task<MemoryLease> small = budget.TakeAsync(20, 2 * Wait, Test).AsTask();
        _time.Advance(Wait);
        MemoryBudgetException refused = await Assert.ThrowsAsync<MemoryBudgetException>(() => large);
        Assert.True(refused.IsTransient);
        (await small).Dispose();
        Assert.Equal(40, budget.FreeBytes);
    }

    [Fact]
    public async Task Refuses_at_once_what_can_never_fit()
    {
        MemoryBudget budget = new(100, _time);
        MemoryBudgetException refused = await Assert.ThrowsAsync<MemoryBudgetException>(async () => await budget.TakeAsync(101, Wait, Test));
        Assert.False(refused.IsTransient);
    }

    [Fact]
    public async Task Cancelled_waits_and_double_disposal_leave_the_count_right()
    {
        MemoryBudget budget = new(100, _time);
        MemoryLease held = await budget.TakeAsync(100, Wait, Test);
        using CancellationTokenSource cancel = new();
        Task<MemoryLease> waiting = budget.TakeAsync(1, Wait, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        held.Dispose();
        held.Dispose();
        Assert.Equal(100, budget.FreeBytes);
    }
}
