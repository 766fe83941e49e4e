using CsCheck;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Core.Tests.Encoding;

public sealed class BlobEncoderTests
{
    private static readonly Gen<(int Shards, byte[] Bytes)> Blobs =
        Gen.Select(Gen.Int[4, 40], Gen.OneOf(Gen.Int[0, 60], Gen.Int[0, 9000], Gen.Int[30_000, 90_000]), Gen.Int).Select((shards, size, seed) =>
        {
            byte[] bytes = new byte[Math.Min(size, new RedStuffParameters(shards).MaxBlobSize)];
            new Random(seed).NextBytes(bytes);
            return (shards, bytes);
        });

    [Fact]
    public void The_regression_blob_has_its_id()
    {
        byte[] bytes = "walrus blob id v1 regression test"u8.ToArray();
        BlobId id = new BlobEncoder(new RedStuffParameters(10)).ComputeMetadata(new MemoryBlobSource(bytes)).BlobId;
        Assert.Equal("RcU82Mwf-CFkv1LaI_2qcpANwpGUuG3TMwnVzZxD2kY", id.ToString());
    }

    [Fact]
    public void Slivers_and_roots_are_those_of_the_definition() => Blobs.Sample(
        blob =>
        {
            EncodedBlob encoded = new(blob.Shards, blob.Bytes);
            PlainEncoding plain = new(encoded.Parameters, blob.Bytes);
            for (int i = 0; i < blob.Shards; i++)
            {
                foreach (Axis axis in new[] { Axis.Primary, Axis.Secondary })
                {
                    Assert.Equal(plain.Sliver(axis, i), encoded.Sliver(axis, i).Data.ToArray());
                    Assert.Equal(plain.Root(axis, i), encoded.Metadata.RootOf(new SliverIndex(i), axis));
                }
            }
        },
        iter: 40,
        print: blob => $"{blob.Shards} shards, {blob.Bytes.Length} bytes");

    [Fact]
    public void Every_byte_of_every_sliver_is_written_once() => Blobs.Sample(
        blob =>
        {
            RedStuffParameters parameters = new(blob.Shards);
            RecordingSink sink = new(parameters, blob.Bytes.Length, Enumerable.Range(0, blob.Shards));
            new BlobEncoder(parameters).Encode(new MemoryBlobSource(blob.Bytes), sink, new EncodingOptions { MaxDegreeOfParallelism = 2 });
            sink.RequireComplete();
        },
        iter: 30,
        print: blob => $"{blob.Shards} shards, {blob.Bytes.Length} bytes");

    [Fact]
    public void Chosen_slivers_are_the_same_as_among_all() => Gen.Select(Blobs, Gen.Int[0, 39].HashSet[0, 5]).Sample(
        (blob, chosen) =>
        {
            int[] pairs = [.. chosen.Where(pair => pair < blob.Shards)];
            EncodedBlob all = new(blob.Shards, blob.Bytes);
            IEnumerable<SliverPairIndex> wanted = pairs.Select(pair => new SliverPairIndex(pair));
            MemorySliverSink some = new(all.Parameters, blob.Bytes.Length, wanted);
            RecordingSink recording = new(all.Parameters, blob.Bytes.Length, pairs);
            BlobEncoder encoder = new(all.Parameters);
            encoder.EncodeSlivers(new MemoryBlobSource(blob.Bytes), wanted, some);
            encoder.EncodeSlivers(new MemoryBlobSource(blob.Bytes), wanted, recording, new EncodingOptions { MaxDegreeOfParallelism = 2 });
            recording.RequireComplete();
            foreach (int pair in pairs)
            {
                Assert.Equal(all.Sliver(Axis.Primary, pair).Data.ToArray(), some[new SliverPairIndex(pair)].Primary.Data.ToArray());
                Assert.Equal(all.Sliver(Axis.Secondary, blob.Shards - 1 - pair).Data.ToArray(), some[new SliverPairIndex(pair)].Secondary.Data.ToArray());
            }
        },
        iter: 40);

    [Fact]
    public void A_file_encodes_like_memory()
    {
        byte[] bytes = Encode("a file of a few bytes, " + new string('x', 5000));
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
            FileBlobSource source = new(file);
            BlobEncoder encoder = new(new RedStuffParameters(10));
            Assert.Equal(encoder.ComputeMetadata(new MemoryBlobSource(bytes)).BlobId, encoder.ComputeMetadata(source).BlobId);
            Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(bytes.Length - 1, new byte[2]));
            Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(-1, new byte[2]));
            using (FileStream cut = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                cut.SetLength(100);
            Assert.Throws<EndOfStreamException>(() => { encoder.ComputeMetadata(source); });
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Progress_ends_at_the_length_of_the_blob(int threads)
    {
        Reports reports = new();
        EncodingOptions options = new() { MaxDegreeOfParallelism = threads, Progress = reports };
        new BlobEncoder(new RedStuffParameters(31)).ComputeMetadata(new MemoryBlobSource(new byte[50_000]), options);
        Assert.Equal(50_000, reports.Values.Max());
        Assert.All(reports.Values, value => Assert.InRange(value, 0, 50_000));
    }

    [Fact]
    public void A_cancelled_encoding_stops()
    {
        using CancellationTokenSource cancelled = new();
        Reports reports = new() { OnReport = cancelled.Cancel };
        EncodingOptions options = new() { CancellationToken = cancelled.Token, Progress = reports };
        BlobEncoder encoder = new(new RedStuffParameters(31));
        Assert.ThrowsAny<OperationCanceledException>(() => { encoder.ComputeMetadata(new MemoryBlobSource(new byte[50_000]), options); });
        Assert.Single(reports.Values);
    }

    [Fact]
    public void What_cannot_be_encoded_is_refused()
    {
        RedStuffParameters parameters = new(4);
        BlobEncoder encoder = new(parameters);
        MemoryBlobSource tooLarge = new(new byte[parameters.MaxBlobSize + 1]);
        Assert.Throws<BlobTooLargeException>(() => { encoder.ComputeMetadata(tooLarge); });
        Assert.Throws<BlobTooLargeException>(() => { encoder.Encode(tooLarge, new RecordingSink(parameters, 0, [])); });
        Assert.Throws<ArgumentOutOfRangeException>(
            () => encoder.EncodeSlivers(new MemoryBlobSource(new byte[1]), [new SliverPairIndex(4)], new RecordingSink(parameters, 0, [])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EncodingOptions { MaxDegreeOfParallelism = 0 });
        Assert.Throws<KeyNotFoundException>(() => new MemorySliverSink(parameters, 1, [])[new SliverPairIndex(0)]);
    }

    [Fact]
    public void An_error_of_the_sink_ends_the_encoding()
    {
        BlobEncoder encoder = new(new RedStuffParameters(4));
        Assert.Throws<KeyNotFoundException>(
            () => { encoder.Encode(new MemoryBlobSource(new byte[1]), new RecordingSink(encoder.Parameters, 1, [0, 1, 2])); });
    }

    private static byte[] Encode(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private sealed class Reports : IProgress<long>
    {
        private readonly Lock _gate = new();

        public List<long> Values { get; } = [];

        public Action? OnReport { get; init; }

        public void Report(long value)
        {
            lock (_gate)
                Values.Add(value);
            OnReport?.Invoke();
        }
    }
}
