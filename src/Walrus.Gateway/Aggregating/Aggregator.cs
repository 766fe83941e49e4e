using Walrus.Client.Reading;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Grains.Epochs;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;

namespace Walrus.Gateway.Aggregating;

/// <summary>No certified blob of this id is known.</summary>
internal sealed class BlobNotFoundException(BlobId blob) : Exception($"the blob {blob} is unknown, expired, not certified or invalid");

/// <summary>The way of a read: is it certified, then its metadata, then its slivers.</summary>
internal sealed class Aggregator(LedgerReplica replica, ReadingCommittees committees, BlobReader reader, NetworkClock clock)
{
    private static readonly TimeSpan CatchUpLimit = TimeSpan.FromSeconds(1);

    /// <summary>Metadata of a certified blob.</summary>
    /// <exception cref="BlobNotFoundException">It is not certified.</exception>
    /// <exception cref="BlobUnavailableException">No node has metadata that verify.</exception>
    public async Task<VerifiedBlobMetadata> FindAsync(BlobId blob, CancellationToken cancellation)
    {
        if (!IsCertified(blob))
        {
            await CatchUpAsync(cancellation);
            if (!IsCertified(blob))
                throw new BlobNotFoundException(blob);
        }

        return await reader.ReadMetadataAsync(blob, committees.For(blob), cancellation);
    }

    /// <summary>Starts a read of the blob, or of a part of it.</summary>
    public Task<BlobRead> OpenAsync(VerifiedBlobMetadata metadata, ByteRange? part, ConsistencyCheck check, CancellationToken cancellation) =>
        reader.OpenAsync(metadata, committees.For(metadata.BlobId), part, check, cancellation);

    private bool IsCertified(BlobId blob) => replica.Read(machine => machine.IsCertified(blob));

    /// <summary>Before any "not found", at most a second (rulings 15).</summary>
    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        try
        {
            await replica.CatchUpAsync(cancellation).WaitAsync(CatchUpLimit, clock.Underlying, cancellation);
        }
        catch (TimeoutException)
        {
            // The replica lags: what it knows is the answer.
            return;
        }
    }
}
