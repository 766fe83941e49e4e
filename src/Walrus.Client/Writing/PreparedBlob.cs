using Walrus.Core.Encoding;
using Walrus.Core.Metadata;

namespace Walrus.Client.Writing;

/// <summary>
/// A blob whose metadata is known, on its way to the nodes. Its slivers, if memory had room for all of them, come from the same
/// pass over the blob as its metadata, and serve any number of uploads. Disposing frees them; not while an upload runs.
/// </summary>
public sealed class PreparedBlob : IDisposable
{
    internal PreparedBlob(VerifiedBlobMetadata metadata, IBlobSource source, SliverBatch? slivers = null) =>
        (Metadata, Source, Slivers) = (metadata, source, slivers);

    /// <summary>The blob's metadata.</summary>
    public VerifiedBlobMetadata Metadata { get; }

    /// <summary>The blob's bytes.</summary>
    internal IBlobSource Source { get; }

    /// <summary>All slivers; null when every upload encodes them.</summary>
    internal SliverBatch? Slivers { get; }

    /// <inheritdoc/>
    public void Dispose() => Slivers?.Dispose();
}
