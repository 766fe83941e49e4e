using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Walrus.Grains.Placement;
using Walrus.Grains.Tests.Networks;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Tests.Placement;

public sealed class LostActorTests(NetworkFixture fixture) : IClassFixture<NetworkFixture>
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_whose_process_ended_is_repeated()
    {
        Queue<Exception> losses = new([new SiloUnavailableException(), new TimeoutException(), new OperationCanceledException("Message expired before placement could complete.")]);
        int answer = await LostActor.RepeatAsync(
            () => losses.TryDequeue(out Exception? loss) ? Task.FromException<int>(loss) : Task.FromResult(7), TimeProvider.System, Test);
        Assert.Equal((7, 0), (answer, losses.Count));
    }

    [Fact]
    public async Task One_that_the_caller_gives_up_is_not()
    {
        using CancellationTokenSource gone = new();
        int calls = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LostActor.RepeatAsync(
            async () =>
            {
                calls++;
                await gone.CancelAsync();
                return await new TaskCompletionSource<int>().Task;
            },
            TimeProvider.System,
            gone.Token));
        Assert.Equal(1, calls);
    }

    /// <summary>Two silos that do not know each other yet both activate the orderer.</summary>
    [Fact]
    public async Task So_is_that_of_an_orderer_that_found_the_lock_taken_in_another_process()
    {
        Serializer serializer = fixture.Network.Services(0).GetRequiredService<Serializer>();
        Exception? received = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(new JournalLockedException("here")));
        Assert.Equal(new JournalLockedException("here").Message, Assert.IsType<JournalLockedException>(received).Message);
        int calls = 0;
        Assert.Equal(7, await LostActor.RepeatAsync(
            () => ++calls < 3 ? Task.FromException<int>(received!) : Task.FromResult(7), TimeProvider.System, Test));
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
                time.Seconds += 31;
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
