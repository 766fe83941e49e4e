namespace Walrus.Storage.Events;

/// <summary>A log of events is not as it was written. Without its folder and that of the snapshots, the next start makes it again from the journal.</summary>
public sealed class EventLogDamagedException(string file, string what)
    : StorageException($"The log of events is damaged: {file}: {what}. Delete its folder and that of the snapshots: the next start makes it again from the journal.")
{
    /// <summary>The file.</summary>
    public string File { get; } = file;
}
