using Microsoft.Extensions.Time.Testing;
using Walrus.Client.Reading;
using Walrus.Client.StorageNodes;

namespace Walrus.Client.Tests.Reading;

public sealed class GatheringTests
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _time = new();
    private readonly List<int> _discarded = [];
    private int _asked;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private Gathering<int> Gathering(int needed, int parallel) => new(needed, parallel, Slow, _time, _discarded.Add);

    private Func<CancellationToken, Task<int>> Answer(int value) => _ =>
    {
        _asked++;
        return Task.FromResult(value);
    };

    private Func<CancellationToken, Task<int>> Failure() => _ =>
    {
        _asked++;
        return Task.FromException<int>(new NodeUnreachableException(new Uri("http://node/"), UnreachableKind.Refused, "no"));
    };

    private Func<CancellationToken, Task<int>> Silence() => async token =>
    {
        _asked++;
        return await new TaskCompletionSource<int>().Task.WaitAsync(token);
    };

    [Fact]
    public async Task Asks_no_more_than_needed()
    {
        Assert.Equal([1, 2], (await Gathering(2, 5).RunAsync([Answer(1), Answer(2), Answer(3)], Test))!.Order());
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Failures_are_made_up_for()
    {
        Gathering<int> gathering = Gathering(2, 2);
        Assert.Equal([1, 2], (await gathering.RunAsync([Failure(), Answer(1), Failure(), Answer(2), Answer(3)], Test))!.Order());
        Assert.Equal(4, _asked);
        Assert.Equal(2, gathering.Failures.Count);
    }

    [Fact]
    public async Task Too_few_are_none()
    {
        Assert.Null(await Gathering(2, 2).RunAsync([Failure(), Answer(1), Failure()], Test));
        Assert.Equal([1], _discarded);
        Assert.Null(await Gathering(1, 1).RunAsync([], Test));
    }

    [Fact]
    public async Task Slow_ones_are_doubled_and_dropped()
    {
        Task<IReadOnlyList<int>?> gathering = Gathering(2, 2).RunAsync([Answer(1), Silence(), Silence(), Answer(2)], Test);
        Assert.Equal(2, _asked);
        _time.Advance(Slow);
        await Task.Yield();
        while (_asked < 3)
            await Task.Yield();
        _time.Advance(Slow);
        Assert.Equal([1, 2], (await gathering)!.Order());
        Assert.Equal(4, _asked);
    }

    [Fact]
    public async Task Unused_answers_are_discarded_and_other_errors_end_it()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Gathering(2, 2).RunAsync([Answer(5), _ => Task.FromException<int>(new InvalidOperationException())], Test));
        Assert.All(_discarded, value => Assert.Equal(5, value));
    }
}
