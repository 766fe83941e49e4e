using Walrus.Client.Buffers;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Recovery;

namespace Walrus.Client.StorageNodes;

public sealed partial class StorageNodeClient
{
    /// <summary>Recovery symbols with their proofs: BCS vector of GeneralRecoverySymbol, not verified.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="filter">Which symbols.</param>
    /// <param name="symbolSize">Bytes of a symbol of this blob; bounds the answer.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StorageNodeRefusedException">MetadataNotFound, SliverNotFound, SymbolNotPresentAtShards, Unavailable, ….</exception>
    public Task<PooledBytes> GetRecoverySymbolsAsync(BlobId blob, SymbolFilter filter, int symbolSize, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        int symbols = filter is SymbolFilter.Cells cells ? cells.Symbols.Count : _parameters.Shards;
        int limit = StorageNodeLimits.SymbolsBody(symbols, symbolSize);
        return GetBytesAsync($"v1/blobs/{blob}/recoverySymbols?{filter.ToQuery()}", limit, _options.RequestTimeout, cancellation);
    }

    /// <summary>
    /// The symbols that the node's slivers provide for some systematic slivers, without proofs: BCS as <see cref="DecodingSymbolListing"/>
    /// reads it.
    /// </summary>
    /// <param name="blob">The blob.</param>
    /// <param name="axis">Axis of the slivers to recover.</param>
    /// <param name="targets">The slivers to recover.</param>
    /// <param name="symbolSize">Bytes of a symbol of this blob; bounds the answer.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StorageNodeRefusedException">MetadataNotFound, SliverNotFound, RecoverySymbolOutOfRange, Unavailable, ….</exception>
    public Task<PooledBytes> GetDecodingSymbolsAsync(
        BlobId blob, Axis axis, IReadOnlyCollection<SliverIndex> targets, int symbolSize, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(targets);
        string query = string.Concat(targets.Select(static target => $"targetSlivers={target}&"));
        int limit = StorageNodeLimits.SymbolsBody(targets.Count * _parameters.Shards, symbolSize);
        return GetBytesAsync($"v1/blobs/{blob}/decodingSymbols?{query}targetType={axis.WireName()}", limit, _options.RequestTimeout, cancellation);
    }

    /// <summary>Shows the node a proof that the blob is inconsistent. Its signed word on that is not checked here.</summary>
    /// <exception cref="StorageNodeRefusedException">MetadataNotFound, InvalidProof.</exception>
    public Task<SignedMessage> PostInconsistencyProofAsync(BlobId blob, InconsistencyProof proof, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(proof);
        string path = $"v1/blobs/{blob}/inconsistencyProof/{proof.Axis.WireName()}";
        return SendAsync(
            HttpMethod.Post, path, new UploadContent(proof.ToBytes()), _options.TransferTimeout,
            (response, token) => ReadJsonAsync(response, SignedMessage.FromJson, token), cancellation);
    }

}
