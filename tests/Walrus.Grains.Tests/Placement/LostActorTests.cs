using Walrus.Grains.Placement;

namespace Walrus.Grains.Tests.Placement;

public sealed class LostActorTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_whose_process_ended_is_repeated()
    {
        int calls = 0;
        int answer = await LostActor.RepeatAsync(
            () => ++calls < 3 ? Task.FromException<int>(new SiloUnavailableException()) : Task.FromResult(7), TimeProvider.System, Test);
        Assert.Equal((7, 3), (answer, calls));
    }

    [Fact]
    public async Task What_the_actor_itself_refuses_is_not()
    {
        int calls = 0;
        await Assert.ThrowsAsync<InvalidOperationException>(() => LostActor.RepeatAsync(
            () =>
            {
                calls++;
                return Task.FromException<int>(new InvalidOperationException());
            },
            TimeProvider.System,
            Test));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Nobody_waits_for_ever()
    {
        ManualTime time = new();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => LostActor.RepeatAsync(
            () =>
            {
                time.Seconds += 11;
                return Task.FromException<int>(new SiloUnavailableException());
            },
            time,
            Test));
    }

    private sealed class ManualTime : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
