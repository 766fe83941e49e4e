namespace Walrus.Storage.Slivers;

/// <summary>Another process, or another handle in this one, has the sliver store open.</summary>
/// <param name="location">Which store.</param>
/// <param name="inner">What the lock reported.</param>
public sealed class StoreLockedException(string location, Exception? inner = null)
    : StorageException($"The sliver store in {location} is in use by another process.", inner)
{
    /// <summary>Which store.</summary>
    public string Location { get; } = location;
}
