using System.Collections.Concurrent;
using Walrus.Core.Identifiers;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks.Load;

/// <summary>Stores blobs and reads those that are stored, at given rates, until it is told to stop. Every byte that is read is compared.</summary>
internal sealed class MixedLoad(WalrusNetwork network, LoadPlan plan, TimeProvider time)
{
    private readonly ConcurrentQueue<string> _failedReads = new();
    private readonly ConcurrentQueue<string> _failedWrites = new();
    private readonly ConcurrentQueue<TimeSpan> _readTimes = new();
    private readonly Lock _lock = new();
    private readonly List<Entry> _stored = [];
    private readonly long _start = time.GetTimestamp();
    private long _bytesRead;
    private int _writes;
    private int _next;
    private TimeSpan _ran;

    public IReadOnlyCollection<string> FailedReads => _failedReads;

    public IReadOnlyCollection<string> FailedWrites => _failedWrites;

    public int Reads => _readTimes.Count;

    public int Writes => Volatile.Read(ref _writes);

    public async Task RunAsync(CancellationToken stop)
    {
        Pace writes = new(plan.WritesPerSecond, time), reads = new(plan.ReadsPerSecond, time);
        IEnumerable<Task> writers = Enumerable.Range(0, plan.Writers).Select(_ => RepeatAsync(writes, WriteAsync, stop));
        IEnumerable<Task> readers = Enumerable.Range(0, plan.Readers).Select(worker => RepeatAsync(reads, new Reader(this, plan.Seed + worker).ReadAsync, stop));
        await Task.WhenAll([.. writers, .. readers]);
        _ran = time.GetElapsedTime(_start);
    }

    /// <summary>What was held, for people.</summary>
    public string Describe()
    {
        TimeSpan[] times = [.. _readTimes.Order()];
        TimeSpan At(double share) => times.Length == 0 ? TimeSpan.Zero : times[(int)Math.Min(times.Length - 1, share * times.Length)];
        return FormattableString.Invariant(
            $"{_ran.TotalSeconds:0} s: {Writes} writes ({Writes / _ran.TotalSeconds:0.0}/s of {plan.WritesPerSecond:0}), {Reads} reads ({Reads / _ran.TotalSeconds:0.0}/s of {plan.ReadsPerSecond:0}, {_bytesRead / _ran.TotalSeconds / 1e6:0.0} MB/s, p50 {At(0.5).TotalMilliseconds:0} ms, p99 {At(0.99).TotalMilliseconds:0} ms), failed reads {_failedReads.Count}, failed writes {_failedWrites.Count}");
    }

    private static async Task RepeatAsync(Pace pace, Func<Task> act, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await pace.NextAsync(stop);
                await act();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task WriteAsync()
    {
        int seed = plan.Seed * 100_000 + Interlocked.Increment(ref _next);
        double grade = new Random(seed).NextDouble();
        int length = (int)(plan.SmallestBlob * Math.Pow((double)plan.LargestBlob / plan.SmallestBlob, grade));
        try
        {
            StoredBlob blob = await network.Client.StoreAsync(Content.Of(seed, length), plan.Lifetime);
            lock (_lock)
                _stored.Add(new Entry(blob.BlobId, seed, length, blob.EndEpoch));
            Interlocked.Increment(ref _writes);
        }
        catch (Exception failure)
        {
            _failedWrites.Enqueue($"{seed}: {failure.Message}");
        }
    }

    private sealed class Reader(MixedLoad load, int seed)
    {
        private readonly Random _random = new(seed);

        /// <summary>Reads any blob that is sure to live as long as that takes; nothing while there is none.</summary>
        public async Task ReadAsync()
        {
            if (load.Choose(_random) is not { } entry)
                return;
            long start = load.Time.GetTimestamp();
            try
            {
                byte[] bytes = await load.Network.Client.ReadAsync(entry.Blob);
                load._readTimes.Enqueue(load.Time.GetElapsedTime(start));
                Interlocked.Add(ref load._bytesRead, bytes.Length);
                if (!bytes.AsSpan().SequenceEqual(Content.Of(entry.Seed, entry.Length)))
                    load._failedReads.Enqueue($"{entry.Blob}: other bytes");
            }
            catch (Exception failure)
            {
                load._failedReads.Enqueue($"{entry.Blob}: {failure.Message}");
            }
        }
    }

    private TimeProvider Time => time;

    private WalrusNetwork Network => network;

    private Entry? Choose(Random random)
    {
        // One epoch may end while the blob is read.
        Epoch soon = network.Clock.Read().Epoch.Plus(1);
        lock (_lock)
        {
            _stored.RemoveAll(entry => entry.End <= soon);
            return _stored.Count == 0 ? null : _stored[random.Next(_stored.Count)];
        }
    }

    private sealed record Entry(BlobId Blob, int Seed, int Length, Epoch End);
}
