using Walrus.Grains.Ledger;
using Walrus.Ledger.Blocks;

namespace Walrus.Grains.Checkpoints;

/// <summary>Waiting for blocks of the local replica.</summary>
public static class HeaderWaiting
{
    /// <summary>Completes when the replica's head is at <paramref name="height"/> or above; false when <paramref name="limit"/> passes first.</summary>
    public static async Task<bool> WaitForHeightAsync(
        this LedgerReplica replica, ulong height, TimeSpan limit, TimeProvider time, CancellationToken cancellation = default)
    {
        using CancellationTokenSource deadline = new(limit, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            for (Task moved = replica.NextMove(); replica.Read(static machine => machine.Head.Height) < height; moved = replica.NextMove())
                await moved.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The header at <paramref name="height"/>, if this process has executed it when <paramref name="limit"/> has passed.</summary>
    internal static async Task<BlockHeader?> WaitForHeaderAsync(
        this LedgerReplica replica, ulong height, TimeSpan limit, TimeProvider time, CancellationToken cancellation = default)
    {
        await replica.WaitForHeightAsync(height, limit, time, cancellation);
        return replica.Headers.Find(height);
    }
}
