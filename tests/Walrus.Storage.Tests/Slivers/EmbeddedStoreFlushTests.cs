using System.Collections.Concurrent;
using Walrus.Storage.Devices;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests.Slivers;

/// <summary>Who flushes at the same time shares one sync of the disk, and nobody returns before his bytes are on it.</summary>
public sealed class EmbeddedStoreFlushTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_who_comes_during_a_sync_shares_the_next()
    {
        var device = new GatedDevice();
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(device, null, cancellationToken: Cancel);
        await store.PutSliverAsync(Bytes.Key(0), Bytes.Of("first"), Cancel);
        device.Close();
        Task first = store.FlushAsync(Cancel).AsTask();
        await device.SyncBegan;
        List<Task> others = [];
        for (byte number = 1; number <= 50; number++)
        {
            // Writing goes on while the disk syncs.
            Assert.True(await store.PutSliverAsync(Bytes.Key(number), Bytes.Of($"{number}"), Cancel));
            others.Add(store.FlushAsync(Cancel).AsTask());
        }
        Assert.False(first.IsCompleted);
        int before = device.Syncs;
        device.Open();
        await first;
        await Task.WhenAll(others);
        Assert.Equal(before + 1, device.Syncs);
    }

    [Fact]
    public async Task Flushing_with_nothing_new_touches_no_disk()
    {
        var device = new GatedDevice();
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(device, null, cancellationToken: Cancel);
        await store.PutSliverAsync(Bytes.Key(0), Bytes.Of("first"), Cancel);
        await store.FlushAsync(Cancel);
        int before = device.Syncs;
        await store.FlushAsync(Cancel);
        Assert.Equal(before, device.Syncs);
    }

    [Fact]
    public async Task A_flush_that_is_given_up_does_not_disturb_the_others()
    {
        var device = new GatedDevice();
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(device, null, cancellationToken: Cancel);
        await store.PutSliverAsync(Bytes.Key(0), Bytes.Of("first"), Cancel);
        device.Close();
        using var cancel = new CancellationTokenSource();
        Task impatient = store.FlushAsync(cancel.Token).AsTask();
        await device.SyncBegan;
        Task patient = store.FlushAsync(Cancel).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        device.Open();
        await patient;
    }

    [Fact]
    public async Task Closing_writes_and_syncs_what_is_waiting_and_a_closed_store_refuses()
    {
        var device = new GatedDevice();
        EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(device, null, cancellationToken: Cancel);
        ConcurrentBag<bool> put = [];
        Task[] puts = [.. Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
            put.Add(await store.PutSliverAsync(Bytes.Key((byte)i), Bytes.Random(i, 100), Cancel)), Cancel))];
        await Task.WhenAll(puts);
        await store.DisposeAsync();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.PutSliverAsync(Bytes.Key(1), Bytes.Of("late"), Cancel));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.ReadSliverAsync(Bytes.Key(1), Cancel));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.FlushAsync(Cancel));
        await using EmbeddedSliverStore reopened = await EmbeddedSliverStore.OpenAsync(device, null, cancellationToken: Cancel);
        Assert.Equal(put.Count(one => one), reopened.GetStatistics().Slivers);
    }

    /// <summary>A disk whose syncs can be held back.</summary>
    private sealed class GatedDevice : IStorageDevice
    {
        private readonly MemoryDevice _inner = new();
        private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile TaskCompletionSource? _gate;
        private int _syncs;

        public string Location => _inner.Location;

        public Task SyncBegan => _began.Task;

        public int Syncs => Volatile.Read(ref _syncs);

        public void Close() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open()
        {
            _gate?.SetResult();
            _gate = null;
        }

        public IReadOnlyList<string> List() => _inner.List();

        public IStorageFile Create(string name) => new GatedFile(this, _inner.Create(name));

        IStorageFile IStorageDevice.Open(string name, FileAccess access) => new GatedFile(this, _inner.Open(name, access));

        public void Delete(string name) => _inner.Delete(name);

        public void Rename(string name, string newName) => _inner.Rename(name, newName);

        public void SyncNames() => _inner.SyncNames();

        public IDisposable Lock(string name) => _inner.Lock(name);

        private sealed class GatedFile(GatedDevice device, IStorageFile inner) : IStorageFile
        {
            public string Name => inner.Name;

            public long Length => inner.Length;

            public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
                inner.ReadAsync(offset, buffer, cancellationToken);

            public ValueTask WriteAsync(long offset, IReadOnlyList<ReadOnlyMemory<byte>> buffers) => inner.WriteAsync(offset, buffers);

            public async ValueTask SyncAsync()
            {
                Interlocked.Increment(ref device._syncs);
                if (device._gate is { } gate)
                {
                    device._began.TrySetResult();
                    await gate.Task;
                }
                await inner.SyncAsync();
            }

            public void Truncate(long length) => inner.Truncate(length);

            public bool TryPunch(long offset, long length) => inner.TryPunch(offset, length);

            public void BeginSync(long offset, long length) => inner.BeginSync(offset, length);

            public void Uncache(long offset, long length) => inner.Uncache(offset, length);

            public void Dispose() => inner.Dispose();
        }
    }
}
