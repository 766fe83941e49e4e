using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;

namespace Walrus.Core.Encoding;

/// <summary>
/// Encodes blobs: slivers, their Merkle roots and the blob id (data plane 3, 5, 6, 10). Reads the blob twice. Immutable; one instance
/// serves all threads.
/// </summary>
/// <param name="parameters">The network's parameters.</param>
public sealed class BlobEncoder(RedStuffParameters parameters)
{
    /// <summary>The network's parameters.</summary>
    public RedStuffParameters Parameters => parameters;

    /// <summary>The blob's metadata and id alone.</summary>
    /// <exception cref="BlobTooLargeException">The blob exceeds what the shards can hold.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public VerifiedBlobMetadata ComputeMetadata(IBlobSource source, EncodingOptions? options = null) =>
        EncodeAndHash(new BlobMatrix(parameters, source), SliverOutput.None(parameters), options ?? EncodingOptions.Default);

    /// <summary>The blob's metadata; all slivers of all pairs go to <paramref name="sink"/>.</summary>
    /// <exception cref="BlobTooLargeException">The blob exceeds what the shards can hold.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public VerifiedBlobMetadata Encode(IBlobSource source, ISliverSink sink, EncodingOptions? options = null) =>
        EncodeAndHash(new BlobMatrix(parameters, source), SliverOutput.All(parameters, sink), options ?? EncodingOptions.Default);

    /// <summary>
    /// The slivers of some pairs go to <paramref name="sink"/>; nothing is hashed, and little memory is used besides the sink's own.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pair.</exception>
    /// <exception cref="BlobTooLargeException">The blob exceeds what the shards can hold.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public void EncodeSlivers(IBlobSource source, IEnumerable<SliverPairIndex> pairs, ISliverSink sink, EncodingOptions? options = null)
    {
        options ??= EncodingOptions.Default;
        BlobMatrix matrix = new(parameters, source);
        SliverOutput output = SliverOutput.Of(parameters, pairs, sink);
        RowPass rows = new(matrix, parity: null, output);
        ColumnPass columns = new(matrix, parity: null, hashes: null, output);
        ProgressMeter progress = new(options.Progress, matrix.Length, (rows.IsNeeded ? rows.Units : 0) + (columns.IsNeeded ? columns.Units : 0));
        if (rows.IsNeeded)
            rows.Run(options, progress);
        if (columns.IsNeeded)
            columns.Run(options, progress);
    }

    private VerifiedBlobMetadata EncodeAndHash(BlobMatrix matrix, SliverOutput output, EncodingOptions options)
    {
        using ParityColumns parity = new(matrix);
        using ColumnHashes hashes = new(parameters);
        RowPass rows = new(matrix, parity, output);
        ColumnPass columns = new(matrix, parity, hashes, output);
        ProgressMeter progress = new(options.Progress, matrix.Length, rows.Units + columns.Units);
        rows.Run(options, progress);
        columns.Run(options, progress);
        return VerifiedBlobMetadata.FromEncoding(hashes.ToMetadata(matrix.Length, options), parameters);
    }
}
