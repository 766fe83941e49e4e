namespace Walrus.Storage.Journals;

/// <summary>An append expected another head than there is: another writer came first. Nothing was written.</summary>
/// <param name="expected">The head the caller expected.</param>
/// <param name="head">The head there is.</param>
public sealed class JournalConflictException(long expected, long head)
    : StorageException($"The journal's head is {head}, not {expected}: another writer has appended, or records are missing.")
{
    /// <summary>The head the caller expected.</summary>
    public long Expected { get; } = expected;

    /// <summary>The head there is.</summary>
    public long Head { get; } = head;
}
