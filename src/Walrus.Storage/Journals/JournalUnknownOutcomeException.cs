namespace Walrus.Storage.Journals;

/// <summary>
/// An append failed at the device, so its records may or may not be durable. Until <see cref="ILedgerJournal.AcquireWriterAsync"/>
/// has read the tail again, every further append fails the same way (rulings 14).
/// </summary>
/// <param name="position">Position of the first record whose fate is unknown.</param>
/// <param name="inner">What the device reported.</param>
public sealed class JournalUnknownOutcomeException(long position, Exception? inner = null)
    : StorageException($"Whether the records from position {position} on are durable is unknown: read the tail again first.", inner)
{
    /// <summary>Position of the first record whose fate is unknown.</summary>
    public long Position { get; } = position;
}
