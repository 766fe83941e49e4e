using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Tests.Vectors;

namespace Walrus.Core.Tests.Encoding;

public sealed class SlabTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Encoding_slab_by_slab_changes_nothing(int threads)
    {
        // Symbols of several slices, the last of which may be short; one slice a slab.
        EncodingOptions options = new() { MaxDegreeOfParallelism = threads };
        foreach (BlobCase blob in VectorFile.Load<BlobFile>("blobs.json").Cases.Where(blob => blob.SymbolSize > 1024 && blob.NShards <= 31))
        {
            byte[] data = blob.Generator.Bytes(blob.Size);
            RedStuffParameters parameters = new(blob.NShards);
            MemorySliverSink whole = new(parameters, blob.Size), slabs = new(parameters, blob.Size), chosen = new(parameters, blob.Size);
            BlobEncoder encoder = new(parameters) { MaxParity = 1 };

            VerifiedBlobMetadata metadata = encoder.Encode(new MemoryBlobSource(data), slabs, options);
            new BlobEncoder(parameters).Encode(new MemoryBlobSource(data), whole, options);
            encoder.EncodeSlivers(new MemoryBlobSource(data), Enumerable.Range(0, blob.NShards).Select(p => new SliverPairIndex(p)), chosen, options);

            Assert.True(blob.BlobId == metadata.BlobId.ToString(), blob.ToString());
            for (int p = 0; p < blob.NShards; p++)
            {
                foreach (Axis axis in new[] { Axis.Primary, Axis.Secondary })
                {
                    ReadOnlySpan<byte> expected = whole[new SliverPairIndex(p), axis].Data.Span;
                    Assert.True(expected.SequenceEqual(slabs[new SliverPairIndex(p), axis].Data.Span), $"{blob}: {axis} of pair {p}");
                    Assert.True(expected.SequenceEqual(chosen[new SliverPairIndex(p), axis].Data.Span), $"{blob}: {axis} of pair {p}, chosen");
                }
            }
        }
    }
}
