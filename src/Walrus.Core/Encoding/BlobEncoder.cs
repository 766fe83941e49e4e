using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;

namespace Walrus.Core.Encoding;

/// <summary>
/// Encodes blobs: slivers, their Merkle roots and the blob id (data plane 3, 5, 6, 10). Reads every byte of the blob at most twice.
/// The memory in use does not grow with the blob beyond some 300 MB and a few megabytes a thread. Immutable; one instance serves all
/// threads.
/// </summary>
/// <param name="parameters">The network's parameters.</param>
public sealed class BlobEncoder(RedStuffParameters parameters)
{
    /// <summary>The network's parameters.</summary>
    public RedStuffParameters Parameters => parameters;

    /// <summary>Most bytes of parity columns that are kept at a time.</summary>
    internal long MaxParity { get; init; } = Slab.MaxParity;

    /// <summary>The blob's metadata and id alone.</summary>
    /// <exception cref="BlobTooLargeException">The blob exceeds what the shards can hold.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public VerifiedBlobMetadata ComputeMetadata(IBlobSource source, EncodingOptions? options = null)
    {
        BlobMatrix matrix = new(parameters, source);
        return EncodeAndHash(matrix, SliverOutput.None(matrix), options ?? EncodingOptions.Default);
    }

    /// <summary>The blob's metadata; all slivers of all pairs go to <paramref name="sink"/>.</summary>
    /// <exception cref="BlobTooLargeException">The blob exceeds what the shards can hold.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public VerifiedBlobMetadata Encode(IBlobSource source, ISliverSink sink, EncodingOptions? options = null)
    {
        BlobMatrix matrix = new(parameters, source);
        return EncodeAndHash(matrix, SliverOutput.All(matrix, sink), options ?? EncodingOptions.Default);
    }

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
        SliverOutput output = SliverOutput.Of(matrix, pairs, sink);
        Run(matrix, Slab.Of(matrix, MaxParity), new RowPass(matrix, parity: null, output), new ColumnPass(matrix, parity: null, hashes: null, output), options);
    }

    private VerifiedBlobMetadata EncodeAndHash(BlobMatrix matrix, SliverOutput output, EncodingOptions options)
    {
        Slab[] slabs = Slab.Of(matrix, MaxParity);
        // A sink in memory keeps the parity columns itself.
        using ParityColumns? parity = ColumnPass.CanReadSlivers(matrix, output) ? null : new(matrix.Rows, parameters.MaxFaulty, slabs[0].Size);
        using ColumnHashes hashes = new(parameters, slabs.Length);
        Run(matrix, slabs, new RowPass(matrix, parity, output), new ColumnPass(matrix, parity, hashes, output), options);
        return VerifiedBlobMetadata.FromEncoding(hashes.ToMetadata(matrix.Length, options), parameters);
    }

    private static void Run(BlobMatrix matrix, Slab[] slabs, RowPass rows, ColumnPass columns, EncodingOptions options)
    {
        ProgressMeter? progress = ProgressMeter.For(options, matrix.Length, slabs.Length * (rows.Units + columns.Units));
        foreach (Slab slab in slabs)
        {
            rows.Run(slab, options, progress);
            columns.Run(slab, options, progress);
        }
    }
}
