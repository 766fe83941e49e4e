using System.Runtime.CompilerServices;
using Walrus.Client.Buffers;
using Walrus.Client.Work;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Client.Writing;

/// <summary>
/// Encodes the slivers of an upload for all nodes together, because computing a column costs the same for one shard as
/// for all. It starts when every node has said what it lacks, or late ones have held it up for long enough; those get
/// an encoding of their own. Slivers that the blob came with serve every node at once.
/// </summary>
internal sealed class SharedEncoding(
    UploadJob job, PreparedBlob blob, MemoryBudget memory, BoundedWork work, int nodes, CancellationToken stop) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _awaited = [.. Enumerable.Range(0, nodes)];
    private readonly List<SliverConsumer> _gathered = [];
    private readonly List<Task> _running = [];
    private bool _closing;
    private bool _closed;

    private RedStuffParameters Parameters => job.Metadata.Parameters;

    private long BlobSize => job.Metadata.UnencodedLength;

    /// <summary>Batches that together hold the slivers of <paramref name="pairs"/>. Each is valid until the next is asked for.</summary>
    public async IAsyncEnumerable<SliverBatch> BatchesAsync(
        int member, IReadOnlyCollection<SliverPairIndex> pairs, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (blob.Slivers is { } all)
        {
            yield return all;
            yield break;
        }

        SliverConsumer consumer = new(pairs);
        try
        {
            Enter(member, consumer);
            await foreach (SliverBatch batch in consumer.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                using (batch)
                    yield return batch;
            }
        }
        finally
        {
            consumer.Leave();
        }
    }

    /// <summary>This node need not be waited for.</summary>
    public void Excuse(int member)
    {
        lock (_gate)
            Arrive(member);
    }

    /// <summary>Waits until nothing is being encoded; the upload has been stopped before.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_gate)
        {
            _closed = true;
            running = [.. _running];
        }

        await Task.WhenAll(running).ConfigureAwait(false);
    }

    private void Enter(int member, SliverConsumer consumer)
    {
        lock (_gate)
        {
            if (_closed)
            {
                Start([consumer]);
                return;
            }

            _gathered.Add(consumer);
            Arrive(member);
        }
    }

    private void Arrive(int member)
    {
        if (!_awaited.Remove(member) || _closed)
            return;
        if (_awaited.Count == 0)
            Close();
        else if (!_closing && 2 * _awaited.Count <= nodes)
        {
            _closing = true;
            _running.Add(CloseLaterAsync());
        }
    }

    private void Close()
    {
        if (_closed)
            return;
        _closed = true;
        if (_gathered.Count > 0)
            Start([.. _gathered]);
    }

    private async Task CloseLaterAsync()
    {
        await Task.Delay(job.Options.GatheringWait, job.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
            Close();
    }

    private void Start(SliverConsumer[] consumers) => _running.Add(Task.Run(() => RunAsync(consumers), CancellationToken.None));

    private async Task RunAsync(SliverConsumer[] consumers)
    {
        Exception? failure = null;
        try
        {
            int pairsPerBatch = (int)Math.Clamp(
                Math.Min(job.Options.BatchBytes, memory.TotalBytes) / SliverBatch.BytesPerPair(Parameters, BlobSize), 1, Parameters.Shards);
            foreach ((SliverConsumer Consumer, SliverPairIndex Pair)[] chunk in consumers.SelectMany(c => c.Pairs, (c, p) => (c, p)).Chunk(pairsPerBatch))
            {
                SliverPairIndex[] pairs = [.. chunk.Where(entry => !entry.Consumer.HasLeft).Select(entry => entry.Pair)];
                if (pairs.Length == 0)
                    continue;
                using SliverBatch batch = await EncodeAsync(pairs).ConfigureAwait(false);
                foreach (SliverConsumer consumer in consumers)
                    consumer.Offer(batch);
            }
        }
        // Every failure goes to those who wait for the slivers.
        catch (Exception e)
        {
            failure = e;
        }

        foreach (SliverConsumer consumer in consumers)
            consumer.Complete(failure);
    }

    private async Task<SliverBatch> EncodeAsync(SliverPairIndex[] pairs)
    {
        long bytes = SliverBatch.BytesPerPair(Parameters, BlobSize) * pairs.Length;
        MemoryLease lease = await memory.TakeAsync(bytes, job.Options.MemoryWait, stop).ConfigureAwait(false);
        SliverBatch batch = new(Parameters, BlobSize, pairs, lease);
        try
        {
            EncodingOptions options = new() { MaxDegreeOfParallelism = work.Slots, CancellationToken = stop };
            await work.RunAsync(() => new BlobEncoder(Parameters).EncodeSlivers(blob.Source, pairs, batch, options), stop).ConfigureAwait(false);
            return batch;
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }
}
