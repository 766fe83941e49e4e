namespace Walrus.Storage.Journals;

/// <summary>Another process, or another handle in this one, is the writer of the journal.</summary>
/// <param name="location">Which journal: a folder or a database.</param>
/// <param name="inner">What the lock reported.</param>
public sealed class JournalLockedException(string location, Exception? inner = null)
    : StorageException($"The ledger journal in {location} is in use by another process; only one may write it.", inner)
{
    /// <summary>Which journal: a folder or a database.</summary>
    public string Location { get; } = location;
}
