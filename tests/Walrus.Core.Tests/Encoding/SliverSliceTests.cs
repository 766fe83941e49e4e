using CsCheck;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Core.Tests.Encoding;

public sealed class SliverSliceTests
{
    [Fact]
    public void Slices_of_systematic_slivers_make_up_any_range() =>
        Gen.Select(Gen.Int[4, 20], Gen.Int[0, 3000], Gen.Int[0, 3000], Gen.Int[0, 3000]).Sample((shards, size, from, count) =>
        {
            byte[] bytes = new byte[size];
            new Random(size).NextBytes(bytes);
            int offset = Math.Min(from, size), length = Math.Min(count, size - offset);
            EncodedBlob blob = new(shards, bytes);
            IReadOnlyList<SliverSlice> slices = SliverSlice.Covering(blob.Parameters, size, offset, length);
            byte[] read = [.. slices.SelectMany(slice => blob.Sliver(Axis.Primary, slice.Sliver.Value).Data.Slice(slice.Offset, slice.Length).ToArray())];
            Assert.Equal(bytes[offset..(offset + length)], read);
            Assert.All(slices, slice => Assert.True(slice.Length > 0 && slice.Sliver.Value < blob.Parameters.PrimarySymbols));
        }, iter: 100);

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    [InlineData(10, 1)]
    [InlineData(5, 6)]
    [InlineData(long.MaxValue, 1)]
    public void Ranges_outside_the_blob_are_refused(long offset, long length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SliverSlice.Covering(new RedStuffParameters(4), 10, offset, length));

    [Fact]
    public void Blobs_that_do_not_fit_are_refused() =>
        Assert.Throws<BlobTooLargeException>(() => SliverSlice.Covering(new RedStuffParameters(4), 393_205, 0, 1));
}
