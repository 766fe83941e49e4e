using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Quilts;
using Walrus.Core.Slivers;

namespace Walrus.Core.Tests.Quilts;

public sealed class QuiltReaderTests
{
    private static readonly QuiltTags Tags = new([new("kind", new string('k', 60))]);
    private readonly EncodedQuilt _quilt = new(10, Quilt.Build(new(10), [Input("first", 100), Input("second", 3)]));

    [Fact]
    public void A_blob_that_does_not_fill_its_columns_is_no_quilt()
    {
        VerifiedBlobMetadata metadata = new BlobEncoder(new(10)).ComputeMetadata(new MemoryBlobSource(new byte[55]));
        Assert.Throws<InvalidQuiltException>(() => new QuiltReader(metadata));
    }

    [Fact]
    public void A_blob_of_other_contents_is_no_quilt()
    {
        EncodedQuilt zeros = new(10, new MemoryBlobSource(new byte[56]));
        Assert.Throws<InvalidQuiltException>(() => zeros.Reader.CountIndexColumns(zeros.Column(0)));
        Assert.Throws<InvalidQuiltException>(() => zeros.Reader.ReadIndex([zeros.Column(0)]));
        Assert.Throws<InvalidQuiltException>(() => zeros.ReadPatch(Columns(1, 2)));
    }

    [Fact]
    public void Columns_too_short_for_the_beginning_are_no_quilt()
    {
        EncodedQuilt tiny = new(4, new MemoryBlobSource((byte[])[1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        Assert.Throws<InvalidQuiltException>(() => tiny.Reader.CountIndexColumns(tiny.Column(0)));
    }

    [Fact]
    public void Other_slivers_than_the_columns_are_refused()
    {
        QuiltPatch patch = _quilt.ReadIndex().Patches[0];
        Sliver[] slivers = _quilt.Columns(patch.Columns);
        Assert.True(slivers.Length > 1);
        Assert.Throws<ArgumentException>(() => _quilt.Reader.ReadPatch(patch.Columns, [.. slivers.Reverse()]));
        Assert.Throws<ArgumentException>(() => _quilt.Reader.ReadPatch(patch.Columns, slivers[1..]));
        Assert.Throws<ArgumentException>(() => _quilt.Reader.ReadIndex(slivers));
        Assert.Throws<ArgumentException>(() => _quilt.Reader.ReadIndex([]));
        Assert.Throws<ArgumentException>(() => _quilt.Reader.CountIndexColumns(slivers[0]));
        Sliver primary = new(Axis.Primary, default, slivers[0].SymbolSize, slivers[0].Data);
        Assert.Throws<ArgumentException>(() => _quilt.Reader.ReadIndex([primary]));
        Sliver shorter = new(Axis.Secondary, default, slivers[0].SymbolSize, slivers[0].Data[1..]);
        Assert.Throws<ArgumentException>(() => _quilt.Reader.ReadIndex([shorter]));
    }

    [Fact]
    public void An_index_needs_all_its_columns()
    {
        int columns = _quilt.Reader.CountIndexColumns(_quilt.Column(0));
        Assert.True(columns > 1);
        Assert.Throws<ArgumentException>(() => _quilt.Reader.ReadIndex(_quilt.Columns(Columns(0, columns - 1))));
        Assert.Equal(2, _quilt.Reader.ReadIndex(_quilt.Columns(Columns(0, columns + 1))).Patches.Length);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    [InlineData(6, 8)]
    [InlineData(65534, 65535)]
    public void No_patch_lies_outside(int start, int end) =>
        Assert.Throws<InvalidQuiltException>(() => _quilt.Reader.RequirePlace(Columns(start, end)));

    [Fact]
    public void A_column_is_read_from_this_blob_alone()
    {
        Assert.Throws<ArgumentException>(() => _quilt.Reader.ReadColumn(new MemoryBlobSource(new byte[10]), default));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _quilt.Reader.ReadColumn(new MemoryBlobSource(new byte[_quilt.Metadata.UnencodedLength]), new SliverIndex(7)));
    }

    [Theory]
    [InlineData("02040000000002000161")] // another version
    [InlineData("01200000000002000161")] // longer than the columns
    [InlineData("010000000000")] // no identifier
    [InlineData("01040000000202000161")] // unknown flags
    [InlineData("01040000000005000161")] // an identifier beyond the end
    [InlineData("01040000000002000261")] // an identifier longer than its part
    [InlineData("0105000000000300016100")] // bytes after the identifier
    [InlineData("010400000000020001ff")] // no Unicode
    [InlineData("01040000000102000161")] // tags announced, and missing
    [InlineData("010700000001020001610100ff")] // tags that are none
    public void A_damaged_patch_is_refused(string hex) => Assert.Throws<InvalidQuiltException>(() => Read(hex));

    [Theory]
    [InlineData("01040000000002000161", 0)]
    [InlineData("01060000000002000161", 2)]
    [InlineData("01070000000102000161010000", 0)] // no tags, but a part for them
    public void A_sound_patch_is_read(string hex, int size)
    {
        QuiltPatchData patch = Read(hex);
        Assert.Equal("a", patch.Identifier);
        Assert.Equal(QuiltTags.Empty, patch.Tags);
        Assert.Equal(new byte[size], patch.ToArray());
    }

    [Fact]
    public void A_patch_is_no_longer_than_its_length_field_can_say()
    {
        // Four bytes say what it is called.
        const long Most = uint.MaxValue - 4;
        Assert.Single(Quilt.Build(new(1000), [new QuiltInput("a", new UnreadSource(Most))]).Index.Patches);
        QuiltRefusedException refused = Assert.Throws<QuiltRefusedException>(
            () => Quilt.Build(new(1000), [new QuiltInput("a", new UnreadSource(Most + 1))]));
        Assert.Equal(QuiltRefusal.PatchTooLarge, refused.Reason);
    }

    // In columns of fourteen bytes.
    private static QuiltPatchData Read(string hex) => QuiltPatchFormat.Read(new MemoryBlobSource(Convert.FromHexString(hex.PadRight(2 * 14, '0'))));

    private static QuiltInput Input(string name, int size) => new(name, new MemoryBlobSource(new byte[size]), Tags);

    private static QuiltColumns Columns(int start, int end) => new(new SliverIndex(start), new SliverIndex(end));

    /// <summary>A file that is never read.</summary>
    private sealed class UnreadSource(long length) : IBlobSource
    {
        public long Length => length;

        public void Read(long offset, Span<byte> destination) => throw new InvalidOperationException("Nothing is read to place a patch.");
    }
}
