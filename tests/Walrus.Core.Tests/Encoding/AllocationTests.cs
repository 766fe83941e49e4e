using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;

namespace Walrus.Core.Tests.Encoding;

/// <summary>
/// Managed memory of operations on whole blobs of 1000 shards once they have run before, whatever the size of the blob; everything
/// large is pooled.
/// </summary>
public sealed class AllocationTests
{
    private const int Metadata = 1000 * 2 * Bytes32.Length;
    private static readonly RedStuffParameters Parameters = new(1000);
    private static readonly BlobEncoder Encoder = new(Parameters);

    [Theory]
    [InlineData(1_000)]
    [InlineData(600_000)]
    [InlineData(3_000_000)]
    public void An_encoding_takes_2_KiB_beside_its_metadata(int size)
    {
        MemoryBlobSource source = new(Bytes(size));
        Discarding sink = new();
        AssertAllocates(Metadata + 2048, () => Encoder.Encode(source, sink));
        AssertAllocates(Metadata + 2048, () => Encoder.ComputeMetadata(source));
    }

    [Fact]
    public void Slabs_take_little_more()
    {
        BlobEncoder encoder = new(Parameters) { MaxParity = 1 };
        MemoryBlobSource source = new(Bytes(500_000));
        Discarding sink = new();
        AssertAllocates(Metadata + 2048, () => encoder.Encode(source, sink));
    }

    [Theory]
    [InlineData(Axis.Primary, 666)]
    [InlineData(Axis.Primary, 0)]
    [InlineData(Axis.Secondary, 333)]
    public void Decoding_and_verifying_takes_some_bytes_for_every_sliver(Axis axis, int firstSliver)
    {
        MemoryBlobSource source = new(Bytes(600_000));
        int count = Parameters.SymbolsPerSliver(axis.Orthogonal());
        SliverPairIndex[] pairs = [.. Enumerable.Range(firstSliver, count).Select(i => Parameters.PairOf(new SliverIndex(i), axis))];
        MemorySliverSink sink = new(Parameters, source.Length, pairs);
        VerifiedBlobMetadata metadata = Encoder.ComputeMetadata(source);
        Encoder.EncodeSlivers(source, pairs, sink);
        Sliver[] slivers = [.. pairs.Select(pair => sink[pair, axis])];
        BlobDecoder decoder = new(metadata);
        MemoryBlobTarget target = new(new byte[source.Length]);
        AssertAllocates(160 * count, () => decoder.Decode(slivers, target, ConsistencyCheck.Skip));
        AssertAllocates(160 * count, () => SliverVerifier.Check(slivers, metadata));
    }

    private static byte[] Bytes(int size)
    {
        byte[] bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private static void AssertAllocates(long most, Action operation)
    {
        operation();
        operation();
        long before = GC.GetAllocatedBytesForCurrentThread();
        operation();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, most);
    }

    private sealed class Discarding : ISliverSink
    {
        public void Write(SliverPairIndex pair, Axis axis, int offset, ReadOnlySpan<byte> bytes) { }
    }
}
