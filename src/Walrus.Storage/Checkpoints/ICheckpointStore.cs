using Walrus.Core.Identifiers;

namespace Walrus.Storage.Checkpoints;

/// <summary>
/// Where one process keeps the committee's signatures: the hand-over of every epoch for good, and the newest checkpoint. Opaque bytes;
/// evidence, not state: what is lost can be gathered again while its signers are there. Safe for several threads at once.
/// </summary>
public interface ICheckpointStore : IAsyncDisposable
{
    /// <summary>Keeps the hand-over of an epoch's committee to the next, durably, in place of another if there is one.</summary>
    ValueTask PutHandoverAsync(Epoch epoch, ReadOnlyMemory<byte> handover);

    /// <summary>The hand-over of an epoch's committee, or null if there is none that is whole.</summary>
    /// <exception cref="StorageFormatException">It was written by another version.</exception>
    ValueTask<byte[]?> FindHandoverAsync(Epoch epoch, CancellationToken cancellationToken = default);

    /// <summary>The epochs of which a hand-over is kept, in no order. Whether they are whole is not looked at.</summary>
    IReadOnlyCollection<Epoch> ListHandovers();

    /// <summary>Keeps the newest checkpoint. It may be lost when the machine goes down, but then the one before it is there.</summary>
    ValueTask PutCheckpointAsync(ulong height, ReadOnlyMemory<byte> checkpoint);

    /// <summary>The checkpoint of the greatest height, or null if there is none that is whole.</summary>
    /// <exception cref="StorageFormatException">It was written by another version.</exception>
    ValueTask<byte[]?> FindNewestAsync(CancellationToken cancellationToken = default);
}
