using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Walrus.Hosting.Tests;

public sealed class OrleansDefaultsTests
{
    [Fact]
    public async Task State_and_reminders_survive_a_restart_on_the_same_folder()
    {
        using TemporaryFolder folder = new();
        await using (InProcessTestCluster first = await TestSilo.StartAsync(folder.Path))
        {
            ICounterGrain counter = first.Client.GetGrain<ICounterGrain>("a");
            Assert.Equal(3, await counter.AddAsync(3));
            Assert.Equal(5, await counter.AddAsync(2));
            await counter.RemindAsync("tick");
            await counter.RemindAsync("tick");
        }

        await using InProcessTestCluster second = await TestSilo.StartAsync(folder.Path);
        Assert.Equal(6, await second.Client.GetGrain<ICounterGrain>("a").AddAsync(1));
        Assert.True(await second.Client.GetGrain<ICounterGrain>("a").IsRemindedAsync("tick"));
        Assert.False(await second.Client.GetGrain<ICounterGrain>("a").IsRemindedAsync("tock"));
        Assert.Equal(1, await second.Client.GetGrain<ICounterGrain>("b").AddAsync(1));
    }

    [Fact]
    public async Task In_memory_nothing_survives_and_no_file_is_made()
    {
        using TemporaryFolder folder = new();
        await using (InProcessTestCluster first = await TestSilo.StartAsync(dataFolder: null))
        {
            await first.Client.GetGrain<ICounterGrain>("a").AddAsync(3);
            await first.Client.GetGrain<ICounterGrain>("a").RemindAsync("tick");
            Assert.True(await first.Client.GetGrain<ICounterGrain>("a").IsRemindedAsync("tick"));
        }

        await using InProcessTestCluster second = await TestSilo.StartAsync(dataFolder: null);
        Assert.Equal(1, await second.Client.GetGrain<ICounterGrain>("a").AddAsync(1));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_configured_provider_is_left_as_it_is()
    {
        using TemporaryFolder folder = new();
        await using InProcessTestCluster cluster = await TestSilo.StartAsync(
            folder.Path,
            ("Orleans:GrainStorage:Default:ProviderType", "Memory"),
            ("Orleans:Reminders:ProviderType", "Memory"));
        Assert.Equal(1, await cluster.Client.GetGrain<ICounterGrain>("a").AddAsync(1));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Only_the_section_that_is_missing_is_filled()
    {
        using TemporaryFolder folder = new();
        using ConfigurationManager configuration = new();
        configuration["Orleans:Reminders:ProviderType"] = "Redis";
        OrleansDefaults.Apply(configuration, folder.Path);
        Assert.Equal("Sqlite", configuration["Orleans:GrainStorage:Default:ProviderType"]);
        Assert.Equal("Redis", configuration["Orleans:Reminders:ProviderType"]);
        Assert.Null(configuration["Orleans:Reminders:ConnectionString"]);
    }

    [Fact]
    public async Task A_stale_version_is_refused()
    {
        using TemporaryFolder folder = new();
        await using InProcessTestCluster cluster = await TestSilo.StartAsync(folder.Path);
        IGrainStorage storage = cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>("Default");
        GrainId id = cluster.Client.GetGrain<ICounterGrain>("contested").GetGrainId();

        GrainState<CounterState> mine = await ReadAsync(storage, id);
        GrainState<CounterState> theirs = await ReadAsync(storage, id);
        await storage.WriteStateAsync("counter", id, mine);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("counter", id, theirs));

        theirs = await ReadAsync(storage, id);
        theirs.State!.Sum = 7;
        await storage.WriteStateAsync("counter", id, theirs);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("counter", id, mine));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("counter", id, mine));
        Assert.Equal(7, (await ReadAsync(storage, id)).State!.Sum);
    }

    [Fact]
    public async Task A_version_from_before_a_clearing_is_refused()
    {
        using TemporaryFolder folder = new();
        await using InProcessTestCluster cluster = await TestSilo.StartAsync(folder.Path);
        IGrainStorage storage = cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>("Default");
        GrainId id = cluster.Client.GetGrain<ICounterGrain>("cleared").GetGrainId();

        GrainState<CounterState> mine = new(new() { Sum = 1 });
        await storage.WriteStateAsync("counter", id, mine);
        GrainState<CounterState> theirs = await ReadAsync(storage, id);
        await storage.ClearStateAsync("counter", id, theirs);
        Assert.Equal(0, (await ReadAsync(storage, id)).State!.Sum);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("counter", id, mine));
        await storage.WriteStateAsync("counter", id, theirs);
    }

    private static async Task<GrainState<CounterState>> ReadAsync(IGrainStorage storage, GrainId id)
    {
        GrainState<CounterState> state = new(new());
        await storage.ReadStateAsync("counter", id, state);
        return state;
    }
}
