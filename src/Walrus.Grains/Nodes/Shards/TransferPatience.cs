using Walrus.Client.StorageNodes;

namespace Walrus.Grains.Nodes.Shards;

/// <summary>
/// How long the previous owner of a shard is tried again without anything coming from it. Not long: by symbols the other nodes give the same slivers
/// for hardly more bytes (decision 0007).
/// </summary>
internal sealed class TransferPatience(TimeProvider time)
{
    private static readonly TimeSpan LimitWhileAway = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LimitWhileBusy = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private long _since = time.GetTimestamp();
    private TimeSpan _pause = FirstPause;

    /// <summary>Something came.</summary>
    public void Renew() => (_since, _pause) = (time.GetTimestamp(), FirstPause);

    /// <summary>Whether a failure may pass, and there is time left for that.</summary>
    public bool Allows(StorageNodeException failure) => time.GetElapsedTime(_since) < LimitOf(failure);

    private static TimeSpan LimitOf(StorageNodeException failure) => failure switch
    {
        NodeUnreachableException => LimitWhileAway,
        // It answers, and gives to others meanwhile; or its ledger is not where this one's is.
        StorageNodeRefusedException refused when refused.IsTransient || refused.Reason == StorageNodeReason.InvalidEpoch => LimitWhileBusy,
        _ => TimeSpan.Zero,
    };

    /// <summary>Waits, each time longer.</summary>
    public async Task PauseAsync(CancellationToken cancellation)
    {
        await Task.Delay(_pause, time, cancellation);
        _pause = TimeSpan.FromTicks(Math.Min(2 * _pause.Ticks, LongestPause.Ticks));
    }
}
