namespace Walrus.Storage.Slivers;

/// <summary>The store is held by a service that does not answer. Nothing is known to be lost: try again.</summary>
/// <param name="reason">Which service, and what happened.</param>
/// <param name="inner">What the service's client reported.</param>
public sealed class StoreUnreachableException(string reason, Exception? inner = null) : StorageException(reason, inner);
