using System.Buffers;
using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Walrus.Core.Identifiers;

namespace Walrus.Storage.Slivers;

/// <summary>
/// A sliver store in a container of Azure Blob Storage: one blob an entry, created only where there is none and replaced never. An
/// upload that has returned is durable. What is held is listed when the store is opened and kept in memory.
/// </summary>
public sealed partial class AzureSliverStore : ISliverStore, IBitRot
{
    private readonly BlobContainerClient _container;
    private readonly string _prefix;
    private readonly Func<Guid> _newId;
    private volatile AzureHoldings _held;
    private volatile string? _refusal;
    private long _damaged;

    private AzureSliverStore(BlobContainerClient container, string prefix, Func<Guid> newId, AzureHoldings held) =>
        (_container, _prefix, _newId, _held) = (container, prefix, newId, held);

    /// <inheritdoc/>
    public Guid StoreId => _held.StoreId;

    /// <summary>Opens the store in this container, or creates one.</summary>
    /// <param name="container">The container; created when it does not exist.</param>
    /// <param name="prefix">What the names of the store's blobs begin with, one for each node: <c>node-3/</c>.</param>
    /// <param name="newId">Makes store identities; the operating system's generator when null.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    /// <exception cref="StoreUnreachableException">The service does not answer.</exception>
    /// <exception cref="StorageFormatException">It was written by another version.</exception>
    public static async ValueTask<AzureSliverStore> OpenAsync(
        BlobContainerClient container, string prefix, Func<Guid>? newId = null, CancellationToken cancellationToken = default)
    {
        newId ??= () => new Guid(RandomNumberGenerator.GetBytes(16));
        try
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            var identity = new AzureIdentity(container.GetBlobClient(AzureNames.Identity(prefix)));
            Guid storeId = await identity.FindOrCreateAsync(newId, cancellationToken);
            var held = new AzureHoldings(container, prefix, storeId);
            await held.LoadAsync(cancellationToken);
            return new AzureSliverStore(container, prefix, newId, held);
        }
        catch (Exception error) when (AzureErrors.IsFailure(error))
        {
            throw new StoreUnreachableException(AzureErrors.Describe(container.Uri, error), error);
        }
    }

    /// <inheritdoc/>
    public bool ContainsMetadata(BlobId blob) => _held.Index.Contains(EntryKey.Metadata(blob));

    /// <inheritdoc/>
    public bool ContainsSliver(SliverKey key) => _held.Index.Contains(EntryKey.Sliver(key));

    /// <summary>Does nothing: what was put or deleted is durable when its task completes.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    /// <exception cref="StoreUnreachableException">The service does not answer.</exception>
    public ValueTask<IMemoryOwner<byte>?> ReadMetadataAsync(BlobId blob, CancellationToken cancellationToken = default) =>
        ReadAsync(EntryKey.Metadata(blob), cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="StoreUnreachableException">The service does not answer.</exception>
    public ValueTask<IMemoryOwner<byte>?> ReadSliverAsync(SliverKey key, CancellationToken cancellationToken = default) =>
        ReadAsync(EntryKey.Sliver(key), cancellationToken);

    /// <inheritdoc/>
    public Epoch? FindEnd(BlobId blob) => _held.FindEnd(blob);

    /// <inheritdoc/>
    public IReadOnlyList<BlobId> ListBlobs(BlobId? after, int limit) => _held.Index.ListBlobs(after, limit);

    /// <inheritdoc/>
    public IReadOnlyList<SliverKey> ListSlivers(BlobId blob) => _held.Index.ListSlivers(blob);

    /// <inheritdoc/>
    public IReadOnlyList<SliverKey> ListSlivers(ShardIndex shard, Axis axis, BlobId? after, int limit) =>
        _held.Index.ListSlivers(shard, axis, after, limit);

    /// <inheritdoc/>
    public int? FindSliverLength(SliverKey key) => _held.Index.TryFind(EntryKey.Sliver(key), out AzureHeld? held) ? held.Length : null;

    /// <inheritdoc/>
    public SliverStoreStatistics GetStatistics()
    {
        AzureHoldings held = _held;
        return new(
            held.Index.Blobs, held.Index.Slivers, held.LiveBytes, held.LiveBytes, Segments: 0,
            Interlocked.Read(ref _damaged), CutBytes: 0, _refusal);
    }

    /// <summary>Does nothing: everything is in the container.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<IMemoryOwner<byte>?> ReadAsync(EntryKey key, CancellationToken cancellationToken)
    {
        AzureHoldings holdings = _held;
        try
        {
            if (!holdings.Index.TryFind(key, out AzureHeld? held))
                return null;
            if (await holdings.Entries.ReadAsync(key, held.Length, cancellationToken) is { } bytes)
                return bytes;
            if (!holdings.TryRemove(key, held))
                return null;
            Interlocked.Increment(ref _damaged);
            await holdings.Entries.DeleteAsync(key, held.Tag, cancellationToken);
        }
        catch (Exception error) when (AzureErrors.IsFailure(error))
        {
            throw new StoreUnreachableException(AzureErrors.Describe(_container.Uri, error), error);
        }
        throw key.Corrupted(inner: null);
    }
}
