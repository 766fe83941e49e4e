namespace Walrus.Storage.Journals;

/// <summary>
/// The ledger's journal: opaque records at positions 0, 1, 2 …, appended by one writer and followed by any number of readers.
/// Every member may be called from several threads at once.
/// </summary>
public interface ILedgerJournal : IAsyncDisposable
{
    /// <summary>
    /// Takes the exclusive lock, or confirms that this journal still holds it; verifies what is stored, cuts a torn tail
    /// (only the holder of the lock ever does) and makes the rest durable. Must come before the first append and after
    /// every <see cref="JournalUnknownOutcomeException"/>.
    /// </summary>
    /// <returns>The head: the position the next record will get.</returns>
    /// <exception cref="JournalLockedException">Another process or another handle holds the lock.</exception>
    /// <exception cref="JournalCorruptedException">A record that had been acknowledged is damaged or missing.</exception>
    /// <exception cref="StorageFormatException">The files are of another format version.</exception>
    /// <exception cref="IOException">The device fails; the outcome of what was in doubt stays unknown.</exception>
    ValueTask<long> AcquireWriterAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Appends no more, so that another process can become the writer; this journal follows what it writes. A local journal stays
    /// this process's until it is closed. Nothing happens to who is not the writer.
    /// </summary>
    ValueTask ReleaseWriterAsync();

    /// <summary>
    /// Appends the records when the head is <paramref name="expectedPosition"/>, and returns once all of them are durable.
    /// Several writers in one process are fenced by the position. A crash in the middle may keep a prefix of the records.
    /// </summary>
    /// <param name="expectedPosition">The head the caller has seen; position of the first record.</param>
    /// <param name="records">What to append, in order; unchanged by the caller until the task completes. May be empty.</param>
    /// <param name="cancellationToken">Gives up waiting for other appends; an append that has begun is always finished.</param>
    /// <returns>The new head.</returns>
    /// <exception cref="JournalConflictException">The head is another position; nothing was written.</exception>
    /// <exception cref="JournalUnknownOutcomeException">
    /// The device failed: the records may or may not be there. <see cref="AcquireWriterAsync"/> finds out.
    /// </exception>
    /// <exception cref="InvalidOperationException"><see cref="AcquireWriterAsync"/> has not been called.</exception>
    /// <exception cref="ArgumentException">A record is longer than <see cref="JournalLimits.RecordBytesMax"/>.</exception>
    ValueTask<long> AppendAsync(
        long expectedPosition, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken = default);

    /// <summary>
    /// The durable records from <paramref name="from"/> up to the head at the time of the call, in order.
    /// Needs no lock and never changes a file; nothing is yielded when <paramref name="from"/> is the head or beyond.
    /// </summary>
    /// <exception cref="JournalCorruptedException">A record below the head is damaged or missing.</exception>
    /// <exception cref="StorageFormatException">The files are of another format version.</exception>
    IAsyncEnumerable<JournalRecord> ReadAsync(long from, CancellationToken cancellationToken = default);

    /// <summary>The head: how many records are durable, and the position the next one will get.</summary>
    ValueTask<long> GetHeadAsync(CancellationToken cancellationToken = default);

    /// <summary>Completes when the head is above <paramref name="position"/>, that is when its record can be read.</summary>
    /// <exception cref="ObjectDisposedException">The journal was closed while waiting.</exception>
    ValueTask WaitForAppendAsync(long position, CancellationToken cancellationToken = default);
}
