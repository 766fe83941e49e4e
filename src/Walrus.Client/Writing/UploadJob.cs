using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;

namespace Walrus.Client.Writing;

/// <summary>What all nodes of one upload have in common.</summary>
internal sealed class UploadJob(
    VerifiedBlobMetadata metadata, BlobPersistence persistence, Epoch epoch, BlobUploaderOptions options, TimeProvider time) : IDisposable
{
    public VerifiedBlobMetadata Metadata => metadata;

    /// <summary>BCS of the metadata, as nodes take them.</summary>
    public ReadOnlyMemory<byte> MetadataBody { get; } = BcsFormat.ToBytes(metadata.Metadata);

    public BlobPersistence Persistence => persistence;

    /// <summary>The epoch that confirmations are to be of.</summary>
    public Epoch Epoch => epoch;

    public BlobUploaderOptions Options => options;

    public TimeProvider Time => time;

    /// <summary>Slivers on their way to all nodes.</summary>
    public SemaphoreSlim Transfers { get; } = new(options.TransfersInAll);

    public Backoff NewBackoff() => new(options.FirstPause, options.LongestPause, time);

    public void Dispose() => Transfers.Dispose();
}
