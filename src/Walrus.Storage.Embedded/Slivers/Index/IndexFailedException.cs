namespace Walrus.Storage.Slivers.Index;

/// <summary>The index cannot be read or written. It holds nothing that the segments do not hold, so it is made anew from them.</summary>
internal sealed class IndexFailedException(string message, Exception? inner = null) : Exception(message, inner);
