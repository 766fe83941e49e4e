using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Walrus.Client.StorageNodes;
using Walrus.Client.Transfer;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Nodes;

namespace Walrus.Grains.Nodes.Shards;

/// <summary>
/// Fetches the shards that a node was given in an epoch from their previous owners, outside the actors' turns (control plane 5.4). What it
/// does not get is recovered from other nodes afterwards. A newer epoch ends it.
/// </summary>
internal sealed partial class ShardSync(
    LocalNode node, LackingSlivers lacking, ShardIntake intake, ShardTransfer transfer, IGrainFactory grains, TimeProvider time, ILogger<ShardSync> logger)
{
    private const int ConcurrentShards = 10;
    private static readonly TimeSpan PauseWhileStopped = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private Run? _run;

    /// <summary>How far the last move is.</summary>
    public SyncStage Stage
    {
        get
        {
            lock (_lock)
                return _run?.Stage ?? SyncStage.Done;
        }
    }

    /// <summary>Shards of the last move that are not here yet.</summary>
    public ImmutableArray<MovingShard> Unfinished
    {
        get
        {
            lock (_lock)
                return [.. _run?.Move.Shards.Where(moving => node.Incoming.Contains(moving.Shard)) ?? []];
        }
    }

    /// <summary>Begins with a move, in place of the one before.</summary>
    public void Begin(ShardMove move)
    {
        Run run = new(move);
        lock (_lock)
        {
            _run?.Cancel();
            _run = run;
            node.Incoming.Expect(move.Shards.Select(static moving => moving.Shard));
        }

        if (!move.IsEmpty)
            Task.Run(() => RunAsync(run)).Ignore();
    }

    private async Task RunAsync(Run run)
    {
        try
        {
            if (run.Move.IsNewMember)
                await FetchMetadataAsync(run);
            await ReachAsync(run, SyncStage.Shards);
            ParallelOptions options = new() { MaxDegreeOfParallelism = ConcurrentShards, CancellationToken = run.Token };
            await Parallel.ForEachAsync(run.Move.Shards, options, async (moving, _) => await FetchAsync(run, moving));
            await ReachAsync(run, SyncStage.Done);
        }
        catch (OperationCanceledException) when (run.Token.IsCancellationRequested)
        {
            Log.Superseded(logger, node.Name, run.Move.Epoch);
        }
        finally
        {
            lock (_lock)
                run.Dispose();
        }
    }

    private async Task FetchMetadataAsync(Run run)
    {
        try
        {
            int unavailable = await intake.FetchMetadataAsync(run.Token);
            if (unavailable > 0)
                Log.MetadataLack(logger, node.Name, unavailable);
        }
        catch (Exception failure) when (!run.Token.IsCancellationRequested)
        {
            // Each sliver that comes in asks for the metadata of its blob again.
            Log.NoMetadata(logger, node.Name, failure);
        }
    }

    /// <summary>First the primary slivers, then the secondary ones.</summary>
    private async Task FetchAsync(Run run, MovingShard moving)
    {
        try
        {
            await FetchAsync(run, moving, Axis.Primary);
            await FetchAsync(run, moving, Axis.Secondary);
        }
        catch (Exception failure) when (!run.Token.IsCancellationRequested)
        {
            // Whatever it is, the shard's slivers are recovered one by one then.
            Log.NotTransferred(logger, node.Name, moving.Shard, moving.Source.Name, failure);
        }

        lock (_lock)
        {
            if (_run == run)
                node.Incoming.End(moving.Shard);
        }
    }

    private async Task FetchAsync(Run run, MovingShard moving, Axis axis)
    {
        TransferPatience patience = new(time);
        BlobId? after = null;
        while (lacking.FindRun(moving.Shard, axis, after) is { } slice)
        {
            if (node.Stopped)
            {
                await Task.Delay(PauseWhileStopped, time, run.Token);
                patience.Renew();
                continue;
            }

            try
            {
                after = await transfer.FetchAsync(moving.Source, slice, run.Move.Epoch, intake, run.Token);
                if (after is null)
                    return;
                patience.Renew();
            }
            catch (StorageNodeException failure) when (patience.Allows(failure))
            {
                await patience.PauseAsync(run.Token);
            }
        }
    }

    private async Task ReachAsync(Run run, SyncStage stage)
    {
        lock (_lock)
        {
            run.Token.ThrowIfCancellationRequested();
            run.Stage = stage;
        }

        try
        {
            await grains.GetGrain<INodeGrain>(node.Name).WakeAsync();
        }
        catch (Exception failure)
        {
            // The next block wakes it as well.
            Log.NotWoken(logger, node.Name, failure);
        }
    }

    /// <summary>A move; changed under the lock only.</summary>
    private sealed class Run : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private bool _isOver;

        public Run(ShardMove move)
        {
            Move = move;
            Token = _stop.Token;
            Stage = move.IsEmpty ? SyncStage.Done : move.IsNewMember ? SyncStage.Metadata : SyncStage.Shards;
        }

        public ShardMove Move { get; }

        public CancellationToken Token { get; }

        public SyncStage Stage { get; set; }

        public void Cancel()
        {
            if (!_isOver)
                _stop.CancelAsync().Ignore();
        }

        public void Dispose()
        {
            _isOver = true;
            _stop.Dispose();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Node {Node} does not get shard {Shard} from {Source}: it recovers what it lacks.")]
        public static partial void NotTransferred(ILogger logger, string node, ShardIndex shard, string source, Exception failure);

        [LoggerMessage(2, LogLevel.Information, "Node {Node} fetches shards for epoch {Epoch} no longer: there is a newer one.")]
        public static partial void Superseded(ILogger logger, string node, Epoch epoch);

        [LoggerMessage(3, LogLevel.Information, "Node {Node} does not get the metadata of {Count} blobs now.")]
        public static partial void MetadataLack(ILogger logger, string node, int count);

        [LoggerMessage(4, LogLevel.Warning, "Node {Node} could not fetch the metadata of older blobs.")]
        public static partial void NoMetadata(ILogger logger, string node, Exception failure);

        [LoggerMessage(5, LogLevel.Warning, "The grain of node {Node} could not be woken.")]
        public static partial void NotWoken(ILogger logger, string node, Exception failure);
    }
}
