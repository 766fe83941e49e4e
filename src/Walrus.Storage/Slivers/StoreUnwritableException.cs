namespace Walrus.Storage.Slivers;

/// <summary>The store takes no writes: its disk is full, read-only or failing. What it holds can still be read.</summary>
/// <param name="location">Which store.</param>
/// <param name="reason">Why, for people.</param>
/// <param name="inner">What the device reported.</param>
public sealed class StoreUnwritableException(string location, string reason, Exception? inner = null)
    : StorageException($"The sliver store in {location} takes no writes: {reason}", inner)
{
    /// <summary>Which store.</summary>
    public string Location { get; } = location;
}
