using Walrus.Client.Buffers;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Client.Work;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;

namespace Walrus.Client.Reading;

/// <summary>
/// Reads blobs from the storage nodes and believes none of them: metadata are checked against the blob id, slivers
/// against the metadata (data plane 6, 10). One per process; safe for concurrent use.
/// </summary>
public sealed class BlobReader
{
    private readonly StorageNodeClients _clients;
    private readonly MemoryBudget _memory;
    private readonly BoundedWork _work;
    private readonly BlobReaderOptions _options;
    private readonly TimeProvider _time;
    private readonly NodeStanding _standing;
    private readonly MetadataReader _metadata;
    private readonly RollCall _rollCall;
    private readonly MetadataCache _cache;

    /// <summary>A reader.</summary>
    /// <param name="clients">The nodes.</param>
    /// <param name="memory">What slivers and rebuilt blobs may take, over all reads.</param>
    /// <param name="work">Where slivers are verified and blobs decoded.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">Limits.</param>
    /// <param name="observer">Is told of nodes that fail.</param>
    public BlobReader(
        StorageNodeClients clients, MemoryBudget memory, BoundedWork work, TimeProvider time,
        BlobReaderOptions? options = null, INodeObserver? observer = null)
    {
        _clients = clients;
        _memory = memory;
        _work = work;
        _time = time;
        _options = options ?? new BlobReaderOptions();
        _standing = new NodeStanding(_options, time, observer);
        _metadata = new MetadataReader(clients, _standing, time);
        _rollCall = new RollCall(clients, _standing, _options, time);
        _cache = new MetadataCache(_options.CachedMetadata);
    }

    /// <summary>The metadata of a blob, from any node that has them, verified.</summary>
    /// <exception cref="BlobUnavailableException">No node gave metadata that verify.</exception>
    public async Task<VerifiedBlobMetadata> ReadMetadataAsync(BlobId blob, CommitteeSnapshot committee, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(committee);
        if (_cache.Find(blob) is { } known)
            return known;
        VerifiedBlobMetadata metadata = await _metadata.ReadAsync(blob, committee, cancellation).ConfigureAwait(false);
        _cache.Add(metadata);
        return metadata;
    }

    /// <summary>Starts to read a blob, or a part of it; see the other overload.</summary>
    /// <exception cref="BlobUnavailableException">No node gave metadata that verify, or too few slivers can be had.</exception>
    /// <exception cref="InconsistentBlobException">The blob does not pass the check.</exception>
    public async Task<BlobRead> OpenAsync(
        BlobId blob, CommitteeSnapshot committee, ByteRange? range, ConsistencyCheck check, CancellationToken cancellation)
    {
        VerifiedBlobMetadata metadata = await ReadMetadataAsync(blob, committee, cancellation).ConfigureAwait(false);
        return await OpenAsync(metadata, committee, range, check, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Starts to read a blob, or a part of it. What can be known of failure is known before the first byte: the first
    /// slivers and, where the whole blob is checked, the last one are here, or the blob has been put together from others.
    /// </summary>
    /// <param name="metadata">The blob's metadata.</param>
    /// <param name="committee">The nodes that hold the blob.</param>
    /// <param name="range">The part wanted; the whole blob when null.</param>
    /// <param name="check">What a whole blob has to pass; parts are not checked (data plane 10.2).</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BlobUnavailableException">Too few slivers can be had.</exception>
    /// <exception cref="InconsistentBlobException">The blob does not pass the check.</exception>
    /// <exception cref="MemoryBudgetException">Memory did not come free in time, or the blob needs more than there is.</exception>
    public async Task<BlobRead> OpenAsync(
        VerifiedBlobMetadata metadata, CommitteeSnapshot committee, ByteRange? range, ConsistencyCheck check, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(committee);
        if (metadata.Parameters.Shards != committee.Parameters.Shards)
            throw new ArgumentException($"The blob is encoded for {metadata.Parameters.Shards} shards, the committee has {committee.Parameters.Shards}.", nameof(metadata));
        ByteRange wanted = range ?? new ByteRange(0, metadata.UnencodedLength);
        ArgumentOutOfRangeException.ThrowIfNegative(wanted.Offset, nameof(range));
        ArgumentOutOfRangeException.ThrowIfNegative(wanted.Length, nameof(range));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted.Length, metadata.UnencodedLength - wanted.Offset, nameof(range));
        SliverFetcher fetcher = new(metadata, committee, _clients, new SliverVerificationQueue(metadata, _work), _standing);
        BlobRead read = new(metadata, fetcher, _memory, _work, _options, _time, wanted, range is null ? check : null);
        Task rollCall = _rollCall.RequireEnoughAsync(metadata, committee, cancellation);
        try
        {
            await read.StartAsync(cancellation).ConfigureAwait(false);
            await rollCall.ConfigureAwait(false);
            return read;
        }
        catch
        {
            await rollCall.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await read.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
