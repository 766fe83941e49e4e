using Walrus.Client.Buffers;
using Walrus.Core.Identifiers;

namespace Walrus.Client.StorageNodes;

/// <summary>A sliver out of an answer of shard synchronisation, not verified. To be disposed.</summary>
/// <param name="Blob">The blob it is said to belong to.</param>
/// <param name="Axis">Primary or secondary.</param>
/// <param name="Body">BCS of SliverData, as stores keep it.</param>
public sealed record SyncedSliver(BlobId Blob, Axis Axis, PooledBytes Body) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Body.Dispose();
}
