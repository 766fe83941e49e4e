using CsCheck;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;

namespace Walrus.Core.Tests.Encoding;

public sealed class BlobDecoderTests
{
    private static readonly EncodedBlob Blob = new(13, RandomBytes(2881, seed: 3));

    private static readonly Gen<(int Shards, int Size, Axis Axis, int Seed)> Cases =
        Gen.Select(Gen.Int[4, 130], Gen.OneOf(Gen.Int[0, 60], Gen.Int[0, 9000], Gen.Int[30_000, 120_000]), Gen.Enum<Axis>(), Gen.Int);

    [Fact]
    public void Any_sufficient_set_of_slivers_gives_the_blob() => Cases.Sample(
        test =>
        {
            EncodedBlob blob = new(test.Shards, RandomBytes((int)Math.Min(test.Size, new RedStuffParameters(test.Shards).MaxBlobSize), test.Seed));
            Sliver[] slivers = RandomSlivers(blob, test.Axis, test.Seed);
            EncodingOptions options = new() { MaxDegreeOfParallelism = 1 + Math.Abs(test.Seed % 3) };
            foreach (ConsistencyCheck check in Enum.GetValues<ConsistencyCheck>())
                Assert.Equal(blob.Bytes, new BlobDecoder(blob.Metadata).Decode(slivers, check, options));
        },
        iter: 60);

    [Theory]
    [InlineData(Axis.Primary, 1)]
    [InlineData(Axis.Primary, 667)]
    [InlineData(Axis.Secondary, 300)]
    public void A_thousand_shards_decode_from_parity(Axis axis, int first)
    {
        EncodedBlob blob = new(1000, RandomBytes(460_000, seed: 4));
        int needed = blob.Parameters.SymbolsPerSliver(axis.Orthogonal());
        Sliver[] slivers = [.. Enumerable.Range(0, needed).Select(i => blob.Sliver(axis, Math.Min(first, 1000 - needed) + i))];
        Assert.Equal(blob.Bytes, new BlobDecoder(blob.Metadata).Decode(slivers, ConsistencyCheck.Default));
    }

    [Theory]
    [InlineData(Axis.Primary, 5)]
    [InlineData(Axis.Secondary, 9)]
    public void Too_few_distinct_slivers_are_refused(Axis axis, int needed)
    {
        Sliver[] slivers = [.. Enumerable.Range(0, needed - 1).Select(i => blob(i)), blob(0), blob(0)];
        NotEnoughSliversException error = Assert.Throws<NotEnoughSliversException>(() => { Decode(slivers); });
        Assert.Equal((needed - 1, needed), (error.Available, error.Required));
        Assert.Equal(Blob.Bytes, Decode([.. slivers, blob(12)]));

        Sliver blob(int index) => Blob.Sliver(axis, index);
    }

    [Fact]
    public void No_slivers_at_all_are_refused() => Assert.Throws<NotEnoughSliversException>(() => { Decode([]); });

    [Fact]
    public void Slivers_of_another_shape_are_refused()
    {
        Sliver good = Blob.Sliver(Axis.Primary, 0);
        Refuse(SliverFault.WrongLength, new Sliver(Axis.Primary, good.Index, good.SymbolSize, good.Data[1..]));
        Refuse(SliverFault.WrongSymbolSize, new Sliver(Axis.Primary, good.Index, good.SymbolSize + 2, good.Data));
        Refuse(SliverFault.IndexOutOfRange, new Sliver(Axis.Primary, new SliverIndex(13), good.SymbolSize, good.Data));
        Assert.Throws<ArgumentException>(() => { Decode([good, Blob.Sliver(Axis.Secondary, 0)]); });

        static void Refuse(SliverFault fault, Sliver sliver) =>
            Assert.Equal(fault, Assert.Throws<InvalidSliverException>(() => { Decode([sliver]); }).Fault);
    }

    [Fact]
    public void A_target_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(
            () => new BlobDecoder(Blob.Metadata).Decode([], new MemoryBlobTarget(new byte[1]), ConsistencyCheck.Skip));

    [Theory]
    [InlineData(Axis.Primary)]
    [InlineData(Axis.Secondary)]
    public void A_file_takes_the_blob(Axis axis)
    {
        string path = Path.GetTempFileName();
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            FileBlobTarget target = new(file, Blob.Bytes.Length);
            new BlobDecoder(Blob.Metadata).Decode(RandomSlivers(Blob, axis, seed: 5), target, ConsistencyCheck.Strict);
            byte[] read = new byte[Blob.Bytes.Length];
            target.Read(0, read);
            Assert.Equal(Blob.Bytes, read);
            Assert.Throws<ArgumentOutOfRangeException>(() => target.Write(read.Length, [1]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_blob_with_one_foreign_sliver_is_inconsistent_for_every_reader()
    {
        DishonestBlob blob = new(Blob, row: 1, seed: 6);
        Sliver[] with = [.. new[] { 1, 5, 6, 7, 8 }.Select(blob.Primary)], without = [.. new[] { 0, 5, 6, 7, 8 }.Select(blob.Primary)];
        Sliver[] columns = [.. Enumerable.Range(2, 9).Select(i => Blob.Sliver(Axis.Secondary, i))];
        BlobDecoder decoder = new(blob.Metadata);
        foreach (Sliver[] slivers in new[] { with, without, columns })
        {
            Assert.All(SliverVerifier.Check(slivers, blob.Metadata), fault => Assert.Equal(SliverFault.None, fault));
            foreach (ConsistencyCheck check in new[] { ConsistencyCheck.Default, ConsistencyCheck.Strict })
            {
                InconsistentBlobException error = Assert.Throws<InconsistentBlobException>(() => { decoder.Decode(slivers, check); });
                Assert.Equal(blob.Metadata.BlobId, error.BlobId);
            }

            decoder.Decode(slivers, ConsistencyCheck.Skip);
        }
    }

    [Fact]
    public void Padding_that_is_not_zero_is_inconsistent()
    {
        // One byte less than five full rows of nine symbols: the last byte of row 4 is padding.
        EncodedBlob honest = new(13, RandomBytes(5 * 9 * 4 - 1, seed: 8));
        DishonestBlob blob = new(honest, row: 4, lastByte: 1);
        Sliver[] rows = [.. Enumerable.Range(0, 5).Select(blob.Primary)];
        BlobDecoder decoder = new(blob.Metadata);
        Assert.Equal(honest.Bytes, decoder.Decode(rows, ConsistencyCheck.Skip));
        Assert.Throws<InconsistentBlobException>(() => { decoder.Decode(rows, ConsistencyCheck.Default); });
        Assert.Throws<InconsistentBlobException>(() => { decoder.Decode(rows, ConsistencyCheck.Strict); });
    }

    private static byte[] Decode(IReadOnlyCollection<Sliver> slivers) => new BlobDecoder(Blob.Metadata).Decode(slivers, ConsistencyCheck.Default);

    private static Sliver[] RandomSlivers(EncodedBlob blob, Axis axis, int seed)
    {
        int[] indices = [.. Enumerable.Range(0, blob.Parameters.Shards)];
        new Random(seed).Shuffle(indices);
        return [.. indices[..blob.Parameters.SymbolsPerSliver(axis.Orthogonal())].Select(index => blob.Sliver(axis, index))];
    }

    private static byte[] RandomBytes(int size, int seed)
    {
        byte[] bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
