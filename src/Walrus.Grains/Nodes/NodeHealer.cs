using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;

namespace Walrus.Grains.Nodes;

/// <summary>One healer per storage node of this process.</summary>
public sealed class NodeHealers(IGrainFactory grains, LedgerReplica replica, CommitteeDirectory committees, BlobRebuilder rebuilder, NetworkClock clock, ILogger<NodeHealer> logger)
{
    private readonly ConcurrentDictionary<string, NodeHealer> _healers = new(StringComparer.Ordinal);

    /// <summary>The healer of a node.</summary>
    public NodeHealer For(LocalNode node) =>
        _healers.GetOrAdd(node.Name, _ => new NodeHealer(node, grains, replica, committees, rebuilder, clock, logger));
}

/// <summary>
/// Rebuilds, one after the other, the certified blobs that a storage node lacks. It runs outside the actors' turns; what cannot be
/// rebuilt now, because too many peers are away, is tried again with growing pauses.
/// </summary>
public sealed partial class NodeHealer(
    LocalNode node, IGrainFactory grains, LedgerReplica replica, CommitteeDirectory committees, BlobRebuilder rebuilder, NetworkClock clock, ILogger<NodeHealer> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // A blob is usually certified before the publisher is done with this node: its own slivers are on their way.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan ClockGrain = TimeSpan.FromMilliseconds(1);

    // Later than any time: being worked on. Who takes the blob on again meanwhile puts an earlier one in its place, and it has its turn anew.
    private const long InWork = long.MaxValue;

    private readonly Lock _lock = new();

    // With the time before which nothing is done about it.
    private readonly Dictionary<BlobId, long> _backlog = [];
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

    /// <summary>Takes on a blob that was certified just now.</summary>
    public void AddFresh(BlobId blob) => Add(blob, Patience);

    /// <summary>Takes on a blob of a shard that the node was given, or that it has lacked for long.</summary>
    public void Add(BlobId blob) => Add(blob, TimeSpan.Zero);

    private void Add(BlobId blob, TimeSpan patience)
    {
        long due = clock.GetTimestamp() + (long)(patience.TotalSeconds * clock.TimestampFrequency);
        lock (_lock)
        {
            if (_backlog.TryGetValue(blob, out long known) && known <= due)
                return;
            _backlog[blob] = due;
            _added.TrySetResult();
            if (_running)
                return;
            _running = true;
        }

        Task.Run(RunAsync).Ignore();
    }

    private async Task RunAsync()
    {
        TimeSpan pause = FirstPause;
        while (Look() is { } turn)
        {
            int healed = 0;
            foreach (BlobId blob in turn.Due)
                healed += await TryHealAsync(blob) ? 1 : 0;
            if (healed > 0)
            {
                await TryWakeNodeAsync();
                pause = FirstPause;
                continue;
            }

            await Task.WhenAny(turn.Added, Task.Delay(turn.Due.Count == 0 ? turn.Wait : pause, clock.Underlying));
            if (turn.Due.Count > 0)
                pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
        }
    }

    /// <summary>What can be worked on now, and how long until there is more; null, once, when nothing is left.</summary>
    private Turn? Look()
    {
        lock (_lock)
        {
            _running = _backlog.Count > 0;
            if (!_running)
                return null;
            _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            long now = clock.GetTimestamp();
            List<BlobId> due = [.. _backlog.Where(entry => entry.Value <= now).Select(static entry => entry.Key)];
            double wait = (_backlog.Values.Min() - now) / (double)clock.TimestampFrequency;
            return new Turn(due, TimeSpan.FromSeconds(Math.Max(wait, 0)) + ClockGrain, _added.Task);
        }
    }

    /// <summary>True when there was nothing left to do: it is healed, or no longer owed.</summary>
    private async Task<bool> TryHealAsync(BlobId blob)
    {
        if (node.Stopped)
            return false;
        Begin(blob);
        bool healed = await TryAsync(blob);
        End(blob, healed);
        return healed;
    }

    private void Begin(BlobId blob)
    {
        lock (_lock)
            _backlog[blob] = InWork;
    }

    private void End(BlobId blob, bool healed)
    {
        lock (_lock)
        {
            if (_backlog[blob] != InWork)
                return;
            if (healed)
                _backlog.Remove(blob);
            else
                _backlog[blob] = clock.GetTimestamp();
        }
    }

    private async Task<bool> TryAsync(BlobId blob)
    {
        try
        {
            if (replica.Read(machine => machine.IsCertified(blob)))
                await HealAsync(blob);
            else
                await ForgetAsync(blob);
            return true;
        }
        catch (Exception failure)
        {
            Log.NotHealed(logger, node.Name, blob, failure);
            return false;
        }
    }

    private async Task HealAsync(BlobId blob)
    {
        IReadOnlyList<ShardIndex> rebuilt = await rebuilder.RebuildAsync(node, blob);
        foreach (ShardIndex shard in rebuilt)
            await grains.GetGrain<ISliverGrain>(SliverGrainKey.Of(node.Name, shard)).MarkHeldAsync(blob);
    }

    /// <summary>The node may attest its epoch once it holds what its new shards need.</summary>
    private async Task TryWakeNodeAsync()
    {
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

    private async Task ForgetAsync(BlobId blob)
    {
        foreach (ShardIndex shard in committees.ShardsOf(node.Name))
            await grains.GetGrain<ISliverGrain>(SliverGrainKey.Of(node.Name, shard)).ForgetAsync(blob);
    }

    private readonly record struct Turn(List<BlobId> Due, TimeSpan Wait, Task Added);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Node {Node} cannot rebuild its part of blob {Blob} yet.")]
        public static partial void NotHealed(ILogger logger, string node, BlobId blob, Exception failure);

        [LoggerMessage(2, LogLevel.Warning, "The grain of node {Node} could not be woken.")]
        public static partial void NotWoken(ILogger logger, string node, Exception failure);
    }
}
