using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;

namespace Walrus.Grains.Nodes;

/// <summary>One healer per storage node of this process.</summary>
public sealed class NodeHealers(IGrainFactory grains, LedgerReplica replica, BlobRebuilder rebuilder, NetworkClock clock, ILogger<NodeHealer> logger)
{
    private readonly ConcurrentDictionary<string, NodeHealer> _healers = new(StringComparer.Ordinal);

    /// <summary>The healer of a node.</summary>
    public NodeHealer For(LocalNode node) =>
        _healers.GetOrAdd(node.Name, _ => new NodeHealer(node, grains, replica, rebuilder, clock, logger));
}

/// <summary>
/// Rebuilds, one after the other, the certified blobs that a storage node lacks. It runs outside the actors' turns; what cannot be
/// rebuilt now, because too many peers are away, is tried again with growing pauses.
/// </summary>
public sealed partial class NodeHealer(
    LocalNode node, IGrainFactory grains, LedgerReplica replica, BlobRebuilder rebuilder, NetworkClock clock, ILogger<NodeHealer> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // A blob is usually certified before the publisher is done with this node: its own slivers are on their way.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly HashSet<BlobId> _backlog = [];
    private bool _running;

    /// <summary>How many blobs are lacking.</summary>
    public int Backlog
    {
        get
        {
            lock (_lock)
                return _backlog.Count;
        }
    }

    /// <summary>Takes a blob on.</summary>
    public void Add(BlobId blob)
    {
        lock (_lock)
        {
            if (!_backlog.Add(blob) || _running)
                return;
            _running = true;
        }

        Task.Run(RunAsync).Ignore();
    }

    private async Task RunAsync()
    {
        TimeSpan pause = FirstPause;
        await Task.Delay(Patience, clock.Underlying);
        while (Snapshot() is { Count: > 0 } blobs)
        {
            bool anyHealed = false;
            foreach (BlobId blob in blobs)
                anyHealed |= await TryHealAsync(blob);
            if (anyHealed)
            {
                pause = FirstPause;
                continue;
            }

            await Task.Delay(pause, clock.Underlying);
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
        }
    }

    private List<BlobId> Snapshot()
    {
        lock (_lock)
        {
            _running = _backlog.Count > 0;
            return [.. _backlog];
        }
    }

    /// <summary>True when the blob is off the backlog: healed, or no longer owed.</summary>
    private async Task<bool> TryHealAsync(BlobId blob)
    {
        if (node.Stopped)
            return false;
        try
        {
            if (replica.Read(machine => machine.IsCertified(blob)))
                await HealAsync(blob);
        }
        catch (Exception failure)
        {
            Log.NotHealed(logger, node.Name, blob, failure);
            return false;
        }

        lock (_lock)
            _backlog.Remove(blob);
        return true;
    }

    private async Task HealAsync(BlobId blob)
    {
        IReadOnlyList<ShardIndex> rebuilt = await rebuilder.RebuildAsync(node, blob);
        foreach (ShardIndex shard in rebuilt)
            await grains.GetGrain<ISliverGrain>(SliverGrainKey.Of(node.Name, shard)).MarkHeldAsync(blob);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Node {Node} cannot rebuild its part of blob {Blob} yet.")]
        public static partial void NotHealed(ILogger logger, string node, BlobId blob, Exception failure);
    }
}
