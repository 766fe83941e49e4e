using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;

namespace Walrus.Core.Tests.Encoding;

/// <summary>Slivers that lie in memory, which the encoder writes and reads itself, are those that it hands to any other sink.</summary>
public sealed class SliverMemoryTests
{
    // Several columns a run, at last with more bytes of slivers than caches hold; then one, of one slice or of several, also with more.
    public static TheoryData<int, int> Blobs => new()
    {
        { 31, 2 }, { 31, 66 }, { 31, 512 }, { 200, 110 }, { 31, 514 }, { 31, 1024 }, { 31, 1026 }, { 31, 3000 }, { 31, 8780 },
    };

    [Theory]
    [MemberData(nameof(Blobs))]
    public void All_slivers_are_the_same(int shards, int symbolSize)
    {
        RedStuffParameters parameters = new(shards);
        byte[] blob = Blob(parameters, symbolSize);
        foreach (BlobEncoder encoder in new[] { new BlobEncoder(parameters), new BlobEncoder(parameters) { MaxParity = 1 } })
        {
            foreach (int threads in new[] { 1, 3 })
            {
                EncodingOptions options = new() { MaxDegreeOfParallelism = threads };
                MemorySliverSink memory = new(parameters, blob.Length);
                Handed handed = new(new MemorySliverSink(parameters, blob.Length));
                VerifiedBlobMetadata inMemory = encoder.Encode(new MemoryBlobSource(blob), memory, options);
                VerifiedBlobMetadata asHanded = encoder.Encode(new MemoryBlobSource(blob), handed, options);
                Assert.Equal(encoder.ComputeMetadata(new MemoryBlobSource(blob)).BlobId, inMemory.BlobId);
                Assert.Equal(inMemory.BlobId, asHanded.BlobId);
                AssertSame(handed.Slivers, memory, Enumerable.Range(0, shards));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Blobs))]
    public void Chosen_slivers_are_the_same(int shards, int symbolSize)
    {
        RedStuffParameters parameters = new(shards);
        byte[] blob = Blob(parameters, symbolSize);
        foreach (int[] chosen in new int[][] { [3], [0, 12, 30], [.. Enumerable.Range(0, shards)] })
        {
            SliverPairIndex[] pairs = [.. chosen.Select(pair => new SliverPairIndex(pair))];
            MemorySliverSink memory = new(parameters, blob.Length, pairs);
            Handed handed = new(new MemorySliverSink(parameters, blob.Length, pairs));
            BlobEncoder encoder = new(parameters);
            encoder.EncodeSlivers(new MemoryBlobSource(blob), pairs, memory);
            encoder.EncodeSlivers(new MemoryBlobSource(blob), pairs, handed);
            AssertSame(handed.Slivers, memory, chosen);
        }
    }

    private static void AssertSame(MemorySliverSink expected, MemorySliverSink actual, IEnumerable<int> pairs)
    {
        foreach (SliverPairIndex pair in pairs.Select(pair => new SliverPairIndex(pair)))
        {
            foreach (Axis axis in new[] { Axis.Primary, Axis.Secondary })
                Assert.True(expected[pair, axis].Data.Span.SequenceEqual(actual[pair, axis].Data.Span), $"{axis} of pair {pair}");
        }
    }

    // The last symbol is not full.
    private static byte[] Blob(RedStuffParameters parameters, int symbolSize)
    {
        byte[] bytes = new byte[parameters.SourceSymbols * symbolSize - 1];
        new Random(symbolSize).NextBytes(bytes);
        Assert.Equal(symbolSize, parameters.SymbolSize(bytes.Length));
        return bytes;
    }

    /// <summary>Hides that the slivers lie in memory.</summary>
    private sealed class Handed(MemorySliverSink slivers) : ISliverSink
    {
        public MemorySliverSink Slivers => slivers;

        public void Write(SliverPairIndex pair, Axis axis, int offset, ReadOnlySpan<byte> bytes) =>
            ((ISliverSink)slivers).Write(pair, axis, offset, bytes);
    }
}
