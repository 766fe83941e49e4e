using System.Buffers;
using Walrus.Storage.Slivers;

namespace Walrus.Node.Recovery;

/// <summary>Where slivers are read that are to be expanded.</summary>
internal interface ISliverSource
{
    /// <summary>Whether the sliver is held.</summary>
    bool Contains(SliverKey key);

    /// <summary>The sliver, or null when it is not held, or no longer.</summary>
    ValueTask<IMemoryOwner<byte>?> ReadAsync(SliverKey key, CancellationToken cancellation);

    /// <summary>A sliver was found not to be the blob's, whatever the store's checksum says: it is dropped and recovered.</summary>
    ValueTask DropAsync(SliverKey key);
}
