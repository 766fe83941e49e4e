using Walrus.Core.Identifiers;
using Walrus.Ledger.Checkpoints;

namespace Walrus.Grains.Checkpoints;

/// <summary>Where a process gets the committee's signatures from. Nothing that it gives is verified: <see cref="CheckpointKeeper"/> does that.</summary>
public interface ICheckpointSource
{
    /// <summary>The checkpoint of the block at a height; null when there is none to be had now.</summary>
    Task<Checkpoint?> CertifyAsync(ulong height);

    /// <summary>A checkpoint that is about as new as there can be; null when there is none to be had now.</summary>
    Task<Checkpoint?> LatestAsync();

    /// <summary>The hand-over of an epoch's committee; null when the source does not have it.</summary>
    Task<CommitteeHandover?> FindHandoverAsync(Epoch epoch);
}
