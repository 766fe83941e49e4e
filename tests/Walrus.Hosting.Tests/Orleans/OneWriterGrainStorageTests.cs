using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Walrus.Hosting.Tests;

public sealed class OneWriterGrainStorageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HeldStorage _held = new();

    [Fact]
    public async Task Writes_and_clearings_come_one_after_the_other_and_in_order()
    {
        using OneWriterGrainStorage storage = new(_held);
        Task[] writes =
        [
            storage.WriteStateAsync("a", Id(0), new GrainState<int>()),
            storage.ClearStateAsync("b", Id(0), new GrainState<int>()),
            storage.WriteStateAsync("c", Id(1), new GrainState<int>()),
        ];
        Assert.Equal(["write a"], _held.Begun);
        _held.End(0);
        await writes[0].WaitAsync(Patience);
        await _held.BegunAsync(2);
        Assert.Equal(["write a", "clear b"], _held.Begun);
        Assert.False(writes[1].IsCompleted);
        _held.End(1);
        await _held.BegunAsync(3);
        _held.End(2);
        await Task.WhenAll(writes).WaitAsync(Patience);
        Assert.Equal(["write a", "clear b", "write c"], _held.Begun);
    }

    [Fact]
    public async Task Reads_wait_for_no_write()
    {
        using OneWriterGrainStorage storage = new(_held);
        Task write = storage.WriteStateAsync("a", Id(0), new GrainState<int>());
        await storage.ReadStateAsync("a", Id(1), new GrainState<int>()).WaitAsync(Patience);
        Assert.Equal(["write a", "read a"], _held.Begun);
        _held.End(0);
        await write.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_write_that_fails_fails_alone()
    {
        using OneWriterGrainStorage storage = new(_held);
        Task first = storage.WriteStateAsync("a", Id(0), new GrainState<int>()), second = storage.WriteStateAsync("b", Id(0), new GrainState<int>());
        _held.Fail(0, new InconsistentStateException("stale"));
        await Assert.ThrowsAsync<InconsistentStateException>(() => first).WaitAsync(Patience);
        await _held.BegunAsync(2);
        _held.End(1);
        await second.WaitAsync(Patience);
    }

    [Fact]
    public async Task The_file_of_a_silo_is_written_in_turn_by_all_its_actors()
    {
        using TemporaryFolder folder = new();
        await using InProcessTestCluster cluster = await TestSilo.StartAsync(folder.Path);
        Assert.IsType<OneWriterGrainStorage>(cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>("Default"));
        int[] sums = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => cluster.Client.GetGrain<ICounterGrain>($"{i}").AddAsync(i))).WaitAsync(Patience);
        Assert.Equal(Enumerable.Range(0, 40), sums);
    }

    private static GrainId Id(int number) => GrainId.Create("counter", $"{number}");

    /// <summary>Tells what is begun, and ends it when it is told to; reads end at once.</summary>
    private sealed class HeldStorage : IGrainStorage
    {
        private readonly Lock _lock = new();
        private readonly List<string> _begun = [];
        private readonly List<TaskCompletionSource> _writes = [];
        private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string[] Begun
        {
            get
            {
                lock (_lock)
                    return [.. _begun];
            }
        }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Begin($"read {stateName}");
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Hold($"write {stateName}");

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Hold($"clear {stateName}");

        public void End(int write) => _writes[write].SetResult();

        public void Fail(int write, Exception failure) => _writes[write].SetException(failure);

        public async Task BegunAsync(int count)
        {
            while (true)
            {
                Task moved;
                lock (_lock)
                {
                    if (_begun.Count >= count)
                        return;
                    moved = _moved.Task;
                }
                await moved.WaitAsync(Patience);
            }
        }

        private Task Hold(string what)
        {
            TaskCompletionSource write = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _writes.Add(write);
            Begin(what);
            return write.Task;
        }

        private void Begin(string what)
        {
            TaskCompletionSource moved;
            lock (_lock)
            {
                _begun.Add(what);
                (moved, _moved) = (_moved, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }
            moved.SetResult();
        }
    }
}
