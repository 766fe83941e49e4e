namespace Walrus.Storage.Snapshots;

/// <summary>
/// Copies of the ledger's state, each as of a position of its journal, so that a start need not execute all history. They are a
/// convenience: the journal alone is the ledger, and is never cut. What is in the frames is the ledger's business.
/// </summary>
public interface ILedgerSnapshots
{
    /// <summary>How many are kept: when one is damaged, there is another.</summary>
    const int Kept = 2;

    /// <summary>Positions of the snapshots that are there, newest first.</summary>
    ValueTask<IReadOnlyList<long>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Keeps a snapshot, whole or not at all, and returns when it is durable; drops all but the newest <see cref="Kept"/>.
    /// </summary>
    /// <param name="position">Journal entries that it covers.</param>
    /// <param name="frames">The content in pieces, each of use only until the next is asked for.</param>
    /// <param name="cancellationToken">Gives up; nothing is kept then.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="IOException">The device fails; earlier snapshots are as they were.</exception>
    ValueTask<long> WriteAsync(long position, IEnumerable<ReadOnlyMemory<byte>> frames, CancellationToken cancellationToken = default);

    /// <summary>The frames of a snapshot as they were written.</summary>
    /// <exception cref="SnapshotDamagedException">A frame is not as it was written, or is missing.</exception>
    /// <exception cref="StorageFormatException">The file is of another format version.</exception>
    /// <exception cref="FileNotFoundException">There is none for this position.</exception>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(long position, CancellationToken cancellationToken = default);
}
