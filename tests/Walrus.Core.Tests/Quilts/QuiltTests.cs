using CsCheck;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Core.Quilts;

namespace Walrus.Core.Tests.Quilts;

public sealed class QuiltTests
{
    private static readonly Gen<string> Name = Gen.String[Gen.OneOf(Gen.Char['a', 'e'], Gen.Const('é'), Gen.Const('日')), 1, 8];
    private static readonly Gen<QuiltTags> Tags = Gen.Dictionary(Name, Name)[0, 4].Select(tags => new QuiltTags(tags));

    private static readonly Gen<(int Shards, QuiltInput[] Inputs)> Quilts =
        from shards in Gen.Int[4, 22]
        from inputs in Gen.Select(Name, Gen.Byte.Array[0, 400], Tags, (name, bytes, tags) => new QuiltInput(name, new MemoryBlobSource(bytes), tags))
            .Array[0, new RedStuffParameters(shards).SecondarySymbols - 1]
        select (shards, inputs.DistinctBy(input => input.Identifier).ToArray());

    [Fact]
    public void Every_patch_is_read_back_by_its_columns_alone() => Quilts.Sample(
        quilt =>
        {
            EncodedQuilt encoded = new(quilt.Shards, Quilt.Build(new(quilt.Shards), quilt.Inputs));
            QuiltIndex index = encoded.ReadIndex();
            Assert.Equal(quilt.Inputs.Length, index.Patches.Length);
            foreach (QuiltInput input in quilt.Inputs)
            {
                QuiltPatch patch = index.Find(input.Identifier)!;
                QuiltPatchData data = encoded.ReadPatch(patch.Columns);
                Assert.Equal(input.Identifier, data.Identifier);
                Assert.Equal(input.Tags, patch.Tags);
                Assert.Equal(input.Tags, data.Tags);
                Assert.Equal(QuiltBytes.Of(input.Contents), data.ToArray());
            }
        },
        iter: 100);

    [Fact]
    public void The_order_of_the_files_does_not_matter() => Gen.Select(Quilts, Gen.UInt).Sample(
        (quilt, seed) =>
        {
            QuiltInput[] shuffled = [.. quilt.Inputs];
            new Random((int)seed).Shuffle(shuffled);
            Assert.Equal(QuiltBytes.Of(Quilt.Build(new(quilt.Shards), quilt.Inputs)), QuiltBytes.Of(Quilt.Build(new(quilt.Shards), shuffled)));
        },
        iter: 100);

    [Fact]
    public void Files_are_read_when_a_large_quilt_is_read_from_any_place() => Gen.Select(Quilts, Gen.Double[0, 1], Gen.Double[0, 1]).Sample(
        (quilt, from, to) =>
        {
            byte[] bytes = QuiltBytes.Of(Quilt.Build(new(quilt.Shards), quilt.Inputs));
            Quilt streamed = Quilt.Build(new(quilt.Shards), quilt.Inputs, maxInMemory: 0);
            int start = (int)(bytes.Length * Math.Min(from, to)), end = (int)(bytes.Length * Math.Max(from, to));
            byte[] part = new byte[end - start];
            streamed.Read(start, part);
            Assert.Equal(bytes[start..end], part);
            Assert.Equal(bytes, QuiltBytes.Of(streamed));
        },
        iter: 200);

    [Fact]
    public void A_column_of_the_whole_blob_is_the_sliver() => Quilts.Sample(
        quilt =>
        {
            Quilt built = Quilt.Build(new(quilt.Shards), quilt.Inputs);
            EncodedQuilt encoded = new(quilt.Shards, built);
            for (int column = 0; column < encoded.Metadata.Parameters.SecondarySymbols; column++)
                Assert.Equal(encoded.Column(column).Data.ToArray(), encoded.Reader.ReadColumn(built, new SliverIndex(column)).Data.ToArray());
        },
        iter: 20);

    [Fact]
    public void Patches_are_sorted_by_bytes_not_by_characters()
    {
        // By UTF-16 the second would come first: it starts with a surrogate.
        string[] names = ["\uFB01", "\U0001F600"];
        Quilt quilt = Quilt.Build(new(7), names.Reverse().Select(name => new QuiltInput(name, new MemoryBlobSource(new byte[1]))));
        Assert.Equal(names, quilt.Index.Patches.Select(patch => patch.Identifier));
    }

    [Fact]
    public void A_quilt_of_nothing_has_an_index_of_one_byte()
    {
        Quilt quilt = Quilt.Build(new(10), []);
        EncodedQuilt encoded = new(10, quilt);
        Assert.Equal([1, 1, 0, 0, 0, 0], encoded.Column(0).Data.Span[..6].ToArray());
        Assert.Empty(encoded.ReadIndex().Patches);
    }

    [Fact]
    public void Patches_are_found_by_name_and_by_tag()
    {
        Quilt quilt = Quilt.Build(new(10), [Input("a", "lang", "en"), Input("b", "lang", "de"), Input("c", "lang", "en")]);
        Assert.Equal("b", quilt.Index.Find("b")?.Identifier);
        Assert.Null(quilt.Index.Find("B"));
        Assert.Equal(["a", "c"], quilt.Index.WithTag("lang", "en").Select(patch => patch.Identifier));
        Assert.Empty(quilt.Index.WithTag("Lang", "en"));

        static QuiltInput Input(string name, string key, string value) =>
            new(name, new MemoryBlobSource(new byte[3]), new QuiltTags([new(key, value)]));
    }
}
