using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Tests.Encoding;

namespace Walrus.Core.Tests.Metadata;

public sealed class BlobMetadataTests
{
    private static readonly EncodedBlob Blob = new(7, [1, 2, 3]);
    private static readonly byte[] Form = BcsFormat.ToBytes(Blob.Metadata.Metadata);

    [Fact]
    public void The_form_cut_anywhere_or_followed_by_anything_is_refused()
    {
        for (int length = 0; length < Form.Length; length++)
            Assert.Throws<BcsException>(() => { BcsFormat.FromBytes<BlobMetadata>(Form.AsSpan(0, length)); });
        Assert.Throws<BcsException>(() => { BcsFormat.FromBytes<BlobMetadata>([.. Form, 0]); });
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 2)]
    [InlineData(11, 0)]
    [InlineData(11, 2)]
    [InlineData(10, 0)]
    public void Other_versions_encodings_and_nodes_are_refused(int position, byte value)
    {
        byte[] form = [.. Form];
        form[position] = value;
        Assert.Throws<BcsException>(() => { BcsFormat.FromBytes<BlobMetadata>(form); });
    }

    [Fact]
    public void A_count_that_cannot_fit_allocates_nothing()
    {
        byte[] form = [.. Form[..10], 0xff, 0xff, 0xff, 0xff, 0x07];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<BcsException>(() => { BcsFormat.FromBytes<BlobMetadata>(form); });
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Metadata_of_another_blob_is_refused()
    {
        BlobId other = new(new Bytes32(new byte[32]));
        Assert.Equal(MetadataFault.BlobIdMismatch, Refused(other, Blob.Metadata.Metadata, Blob.Parameters));
        ImmutableArray<SliverPairMetadata> swapped = Blob.Metadata.Metadata.Pairs.Reverse().ToImmutableArray();
        Assert.Equal(MetadataFault.BlobIdMismatch, Refused(Blob.Metadata.BlobId, new BlobMetadata(EncodingType.RS2, 3, swapped), Blob.Parameters));
        Assert.Equal(
            MetadataFault.BlobIdMismatch, Refused(Blob.Metadata.BlobId, new BlobMetadata(EncodingType.RS2, 4, Blob.Metadata.Metadata.Pairs), Blob.Parameters));
    }

    [Fact]
    public void Metadata_of_another_network_is_refused()
    {
        Assert.Equal(MetadataFault.WrongPairCount, Refused(Blob.Metadata.BlobId, Blob.Metadata.Metadata, new RedStuffParameters(8)));
        BlobMetadata huge = new(EncodingType.RS2, (ulong)Blob.Parameters.MaxBlobSize + 1, Blob.Metadata.Metadata.Pairs);
        Assert.Equal(MetadataFault.BlobTooLarge, Refused(huge.ComputeBlobId(), huge, Blob.Parameters));
        huge = new BlobMetadata(EncodingType.RS2, ulong.MaxValue, huge.Pairs);
        Assert.Equal(MetadataFault.BlobTooLarge, Refused(huge.ComputeBlobId(), huge, Blob.Parameters));
    }

    [Fact]
    public void Metadata_has_at_least_one_pair_and_a_supported_encoding()
    {
        Assert.Throws<ArgumentException>(() => new BlobMetadata(EncodingType.RS2, 0, []));
        Assert.Throws<ArgumentException>(() => new BlobMetadata(EncodingType.RS2, 0, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlobMetadata(0, 0, Blob.Metadata.Metadata.Pairs));
    }

    [Fact]
    public void The_id_follows_from_type_size_and_root_alone() =>
        Assert.Equal(Blob.Metadata.BlobId, BlobIdDerivation.Derive(EncodingType.RS2, 3, Blob.Metadata.Metadata.ComputeRoot()));

    [Fact]
    public void Roots_of_slivers_that_do_not_exist_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => { Blob.Metadata.RootOf(new SliverIndex(7), Axis.Primary); });

    [Fact]
    public void With_its_id_it_reads_back()
    {
        BlobMetadataWithId read = BcsFormat.FromBytes<BlobMetadataWithId>(BcsFormat.ToBytes(Blob.Metadata.WithId()));
        Assert.Equal(Blob.Metadata.BlobId, read.BlobId);
        Assert.Equal(Form, BcsFormat.ToBytes(read.Metadata));
    }

    private static MetadataFault Refused(BlobId id, BlobMetadata metadata, RedStuffParameters parameters) =>
        Assert.Throws<InvalidMetadataException>(() => { VerifiedBlobMetadata.Verify(id, metadata, parameters); }).Fault;
}
