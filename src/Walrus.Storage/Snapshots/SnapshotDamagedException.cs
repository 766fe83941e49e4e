namespace Walrus.Storage.Snapshots;

/// <summary>A snapshot of the ledger is not as it was written; an older one, or the journal, has the same to say.</summary>
public sealed class SnapshotDamagedException(string path, string what) : StorageException($"{path} is damaged: {what}.")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
