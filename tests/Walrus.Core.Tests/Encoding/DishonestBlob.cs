using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Recovery;
using Walrus.Core.Slivers;

namespace Walrus.Core.Tests.Encoding;

/// <summary>A blob whose writer put something else in one primary sliver, with metadata that every single sliver agrees with.</summary>
internal sealed class DishonestBlob
{
    private readonly EncodedBlob _honest;
    private readonly Sliver _foreign;

    /// <summary>Random bytes in the sliver.</summary>
    public DishonestBlob(EncodedBlob honest, int row, int seed) : this(honest, row, data => new Random(seed).NextBytes(data)) { }

    /// <summary>Another last byte.</summary>
    public DishonestBlob(EncodedBlob honest, int row, byte lastByte) : this(honest, row, data => data[^1] = lastByte) { }

    private DishonestBlob(EncodedBlob honest, int row, Action<byte[]> change)
    {
        _honest = honest;
        Sliver original = honest.Sliver(Axis.Primary, row);
        byte[] data = original.Data.ToArray();
        change(data);
        _foreign = new Sliver(Axis.Primary, original.Index, original.SymbolSize, data);
        BlobMetadata metadata = honest.Metadata.Metadata;
        Bytes32 root = new SliverExpansion(_foreign, honest.Parameters).Root;
        ImmutableArray<SliverPairMetadata> pairs = metadata.Pairs.SetItem(row, metadata.Pairs[row] with { PrimaryRoot = root });
        BlobMetadata altered = new(metadata.EncodingType, metadata.UnencodedLength, pairs);
        Metadata = VerifiedBlobMetadata.Verify(altered.ComputeBlobId(), altered, honest.Parameters);
    }

    public VerifiedBlobMetadata Metadata { get; }

    public Sliver Primary(int index) => index == _foreign.Index.Value ? _foreign : _honest.Sliver(Axis.Primary, index);
}
