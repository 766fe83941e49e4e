using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Checkpoints;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger.Checkpoints;
using Walrus.Storage.Checkpoints;

namespace Walrus.Grains.Checkpoints;

/// <summary>One gathering for all who ask: several callers of a height share it, and the newest result is kept.</summary>
internal sealed class CheckpointGrain(CheckpointGatherer gatherer, LedgerReplica replica, ICheckpointStore store, NetworkClock clock) : Grain, ICheckpointGrain
{
    /// <summary>While blocks come there is a checkpoint this often (ledger format).</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(900);

    // Several processes ask, each in its own rhythm: they share what was gathered a moment ago.
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(600);

    private readonly Dictionary<ulong, Task<byte[]?>> _gathering = [];
    private (ulong Height, byte[] Bytes, long Gathered)? _newest;

    public Task<byte[]?> CertifyAsync(ulong height)
    {
        if (_newest is { } newest && newest.Height == height)
            return Task.FromResult<byte[]?>(newest.Bytes);
        if (_gathering.TryGetValue(height, out Task<byte[]?>? running))
            return running;
        Task<byte[]?> gathering = GatherAsync(height);
        if (!gathering.IsCompleted)
            _gathering.Add(height, gathering);
        return gathering;
    }

    public Task<byte[]?> LatestAsync()
    {
        ulong head = replica.Read(static machine => machine.Head.Height);
        bool isFresh = _newest is { } newest && (newest.Height >= head || clock.GetElapsedTime(newest.Gathered) < Fresh);
        return isFresh ? Task.FromResult<byte[]?>(_newest!.Value.Bytes) : CertifyAsync(head);
    }

    public async Task<byte[]?> FindHandoverAsync(Epoch epoch) => await store.FindHandoverAsync(epoch);

    private async Task<byte[]?> GatherAsync(ulong height)
    {
        try
        {
            Checkpoint? checkpoint = await Task.Run(() => gatherer.GatherAsync(height));
            if (checkpoint is null)
                return null;
            byte[] bytes = BcsFormat.ToBytes(checkpoint);
            if (_newest is null || _newest.Value.Height < height)
                _newest = (height, bytes, clock.GetTimestamp());
            return bytes;
        }
        finally
        {
            _gathering.Remove(height);
        }
    }
}
