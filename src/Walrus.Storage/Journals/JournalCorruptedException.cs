namespace Walrus.Storage.Journals;

/// <summary>A record that had been acknowledged is damaged or missing. Nothing was changed; the journal has to be restored (rulings 19).</summary>
/// <param name="file">The file, or table, that holds the damage.</param>
/// <param name="offset">Where in it, in bytes.</param>
/// <param name="what">What is wrong there.</param>
public sealed class JournalCorruptedException(string file, long offset, string what)
    : StorageException(
        $"The ledger journal is damaged: {file} at byte {offset}: {what}. " +
        "Nothing was changed. Restore this file from a backup, or copy the journal folder from another replica of the ledger.")
{
    /// <summary>The file, or table, that holds the damage.</summary>
    public string File { get; } = file;

    /// <summary>Where in the file, in bytes.</summary>
    public long Offset { get; } = offset;
}
