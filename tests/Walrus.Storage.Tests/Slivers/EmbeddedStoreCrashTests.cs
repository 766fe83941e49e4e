using Walrus.Core.Identifiers;
using Walrus.Storage.Devices;
using Walrus.Storage.Slivers;
using Walrus.Storage.Tests.Devices;

namespace Walrus.Storage.Tests.Slivers;

/// <summary>Whatever moment the machine stops at, what was flushed is there, what was deleted and flushed is not, and nothing is wrong.</summary>
public sealed class EmbeddedStoreCrashTests
{
    private const int ByteStep = 7;
    private static readonly EmbeddedStoreOptions Small = new() { SegmentBytes = 500 };

    // What every entry held at some time; and what was flushed, with how many changes the disk had seen by then.
    private readonly Dictionary<SliverKey, byte[]> _slivers = [];
    private readonly List<Flushed> _flushed = [new(0, [], [])];
    private readonly HashSet<SliverKey> _held = [];
    private readonly HashSet<SliverKey> _deleted = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_in_the_middle_of_any_change_keeps_exactly_what_was_durable()
    {
        RecordingDevice device = await RecordAsync();
        for (int changes = 0; changes < device.Count; changes++)
        {
            for (int bytes = 0; bytes == 0 || bytes < device.LengthOf(changes); bytes += ByteStep)
                await CheckAsync(device.After(changes, bytes), changes, $"change {changes}, byte {bytes}");
        }
        await CheckAsync(device.After(device.Count), device.Count, "the end");
    }

    [Fact]
    public async Task A_power_cut_that_loses_any_of_the_unsynced_keeps_what_was_flushed()
    {
        RecordingDevice device = await RecordAsync();
        for (int seed = 0; seed < 250; seed++)
        {
            var random = new Random(seed);
            int changes = random.Next(device.Count + 1);
            await CheckAsync(device.AfterPowerCut(changes, random), changes, $"seed {seed}");
        }
    }

    private async Task<RecordingDevice> RecordAsync()
    {
        var device = new RecordingDevice();
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(device, null, Small, Cancel);
        await PutAsync(store, Bytes.Key(1), 40);
        await PutAsync(store, Bytes.Key(1, 1, Axis.Secondary), 90);
        await FlushAsync(store, device);
        await PutAsync(store, Bytes.Key(2), 0);
        await PutAsync(store, Bytes.Key(3), 300);
        await FlushAsync(store, device);
        await store.DeleteBlobAsync(Bytes.Blob(1), Cancel);
        NoteDeleted(key => key.Blob == Bytes.Blob(1));
        await PutAsync(store, Bytes.Key(4, 1), 200);
        await FlushAsync(store, device);
        await PutAsync(store, Bytes.Key(5), 150);
        await store.DeleteShardAsync(new ShardIndex(1), Cancel);
        NoteDeleted(key => key.Shard == new ShardIndex(1));
        await PutAsync(store, Bytes.Key(6), 60);
        await FlushAsync(store, device);
        await PutAsync(store, Bytes.Key(7), 20);
        return device;
    }

    private async Task PutAsync(EmbeddedSliverStore store, SliverKey key, int length)
    {
        _slivers[key] = Bytes.Random(_slivers.Count, length);
        Assert.True(await store.PutSliverAsync(key, _slivers[key], Cancel));
        _held.Add(key);
    }

    private async Task FlushAsync(EmbeddedSliverStore store, RecordingDevice device)
    {
        await store.FlushAsync(Cancel);
        _flushed.Add(new(device.Count, [.. _held], [.. _deleted]));
    }

    private void NoteDeleted(Func<SliverKey, bool> which)
    {
        _deleted.UnionWith(_held.Where(which));
        _held.RemoveWhere(key => which(key));
    }

    private async Task CheckAsync(MemoryDevice disk, int changes, string when)
    {
        Flushed flushed = _flushed.Last(flush => flush.Changes <= changes);
        Flushed next = _flushed.FirstOrDefault(flush => flush.Changes > changes) ?? new(0, _held, _deleted);
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(disk, null, Small, Cancel);
        foreach ((SliverKey key, byte[] sliver) in _slivers)
        {
            byte[]? read = await Bytes.TakeAsync(store.ReadSliverAsync(key, Cancel));
            Assert.True(read is null || read.AsSpan().SequenceEqual(sliver), $"After {when}: {key} has wrong bytes.");
            Assert.Equal(read is not null, store.ContainsSliver(key));
            // What was flushed is there unless a deletion was on its way; what was deleted and flushed is not.
            if (flushed.Held.Contains(key) && !next.Deleted.Contains(key))
                Assert.True(read is not null, $"After {when}: {key} was flushed and is missing.");
            if (flushed.Deleted.Contains(key))
                Assert.True(read is null, $"After {when}: {key} was deleted and is back.");
        }
        Assert.Equal(0, store.GetStatistics().DamagedRecords);
        await store.PutSliverAsync(Bytes.Key(99), Bytes.Of("next"), Cancel);
        await store.FlushAsync(Cancel);
        Assert.Equal(Bytes.Of("next").ToArray(), await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key(99), Cancel)));
    }

    private sealed record Flushed(int Changes, IReadOnlySet<SliverKey> Held, IReadOnlySet<SliverKey> Deleted)
    {
        public Flushed(int changes, SliverKey[] held, SliverKey[] deleted) : this(changes, held.ToHashSet(), deleted.ToHashSet()) { }
    }
}
