using Walrus.Client.Work;

namespace Walrus.Client.Tests.Work;

public sealed class BoundedWorkTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_no_more_at_a_time_than_it_has_slots()
    {
        using BoundedWork work = new(3);
        int running = 0, most = 0;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => work.RunAsync(
            () =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                Interlocked.Decrement(ref running);
            },
            Test)));
        Assert.InRange(most, 1, 3);
        Assert.Equal(0, work.Running);
    }

    [Fact]
    public async Task The_first_failure_of_parallel_work_is_the_failure()
    {
        using BoundedWork work = new(1);
        await Assert.ThrowsAsync<IOException>(() => work.RunAsync(
            () => Parallel.For(0, 4, _ => throw new IOException()), Test));
        Assert.Equal(7, await work.RunAsync(() => 7, Test));
    }

    [Fact]
    public async Task Work_that_waits_can_be_given_up()
    {
        using BoundedWork work = new(1);
        using ManualResetEventSlim go = new();
        Task first = work.RunAsync(() => go.Wait(Test), Test);
        using CancellationTokenSource cancel = new();
        Task second = work.RunAsync(() => { }, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        go.Set();
        await first;
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = target) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
