using System.Security.Cryptography;
using Walrus.Core.Identifiers;
using Walrus.Core.Quilts;
using Walrus.Core.Tests.Vectors;

namespace Walrus.Core.Tests.Quilts;

[Trait("Category", "Vectors")]
public sealed class QuiltVectorTests
{
    private static readonly QuiltFile File = VectorFile.Load<QuiltFile>("quilts.json");

    [Fact]
    public void Every_quilt_is_packed_to_the_known_bytes()
    {
        foreach (QuiltCase expected in File.Cases)
        {
            Quilt quilt = Quilt.Build(new(expected.NShards), expected.Blobs.Select(blob => blob.ToInput()));
            byte[] bytes = QuiltBytes.Of(quilt);
            Assert.Equal(expected.QuiltLength, bytes.Length);
            Assert.Equal(expected.SymbolSize, quilt.SymbolSize);
            if (expected.QuiltHex is not null)
                Assert.Equal(expected.QuiltHex, Convert.ToHexStringLower(bytes));
            Assert.Equal(expected.QuiltSha256, Sha256(bytes));
            byte[] index = QuiltIndexFormat.ToBytes(quilt.Index.Patches)[QuiltIndexFormat.PrefixSize..];
            Assert.Equal(expected.IndexBcsHex, Convert.ToHexStringLower(index));
            Assert.Equal(expected.IndexBcsLength, index.Length);
            CheckPatches(expected, quilt.Index);
        }
    }

    [Fact]
    public void Every_patch_is_read_from_its_own_columns()
    {
        foreach (QuiltCase expected in File.Cases)
        {
            EncodedQuilt quilt = new(expected.NShards, Quilt.Build(new(expected.NShards), expected.Blobs.Select(blob => blob.ToInput())));
            Assert.Equal(expected.BlobId, quilt.Metadata.BlobId.ToString());
            Assert.Equal(expected.RootHash, quilt.Metadata.Metadata.ComputeRoot().ToString());
            Assert.Equal(expected.EncodedLength, quilt.Metadata.Parameters.EncodedLength(quilt.Metadata.UnencodedLength));
            Assert.Equal(expected.IndexColumns, quilt.Reader.CountIndexColumns(quilt.Column(0)));
            CheckPatches(expected, quilt.ReadIndex());
            foreach (QuiltPatchCase patch in expected.Patches)
                CheckContents(quilt, patch);
        }
    }

    [Fact]
    public void Every_patch_begins_with_the_known_header()
    {
        foreach (QuiltCase expected in File.Cases)
        {
            Dictionary<string, QuiltFileCase> files = expected.Blobs.ToDictionary(blob => blob.Identifier);
            foreach (QuiltPatchCase patch in expected.Patches)
            {
                byte[] prefix = QuiltPatchFormat.Prefix(files[patch.Identifier].ToInput());
                Assert.Equal(patch.HeaderAndPrefixLength, prefix.Length);
                Assert.StartsWith(patch.HeaderAndPrefixHex, Convert.ToHexStringLower(prefix), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void What_cannot_be_packed_is_refused()
    {
        Dictionary<string, QuiltRefusal> reasons = new()
        {
            ["too-many"] = QuiltRefusal.TooManyPatches,
            ["duplicate"] = QuiltRefusal.DuplicateIdentifier,
        };
        Assert.Equal(reasons.Keys.Order(), File.Errors.Select(error => error.Name).Order());
        foreach (QuiltError error in File.Errors)
        {
            QuiltRefusedException refused = Assert.Throws<QuiltRefusedException>(
                () => Quilt.Build(new(error.NShards), error.Blobs.Select(blob => blob.ToInput())));
            Assert.Equal(reasons[error.Name], refused.Reason);
        }
    }

    private static void CheckPatches(QuiltCase expected, QuiltIndex index)
    {
        Assert.Equal(expected.Patches.Select(patch => patch.Identifier), index.Patches.Select(patch => patch.Identifier));
        foreach ((QuiltPatchCase wanted, QuiltPatch patch) in expected.Patches.Zip(index.Patches))
        {
            Assert.Equal(new QuiltColumns(new SliverIndex(wanted.StartIndex), new SliverIndex(wanted.EndIndex)), patch.Columns);
            Assert.Equal(wanted.Tags, patch.Tags.Entries.ToDictionary());
            QuiltPatchId id = patch.IdIn(BlobId.Parse(expected.BlobId));
            Assert.Equal(wanted.PatchId, id.ToString());
            Assert.Equal(id, QuiltPatchId.Parse(wanted.PatchId));
        }
    }

    private static void CheckContents(EncodedQuilt quilt, QuiltPatchCase expected)
    {
        QuiltPatchData patch = quilt.ReadPatch(QuiltPatchId.Parse(expected.PatchId).Columns);
        Assert.Equal(expected.Identifier, patch.Identifier);
        Assert.Equal(expected.Tags, patch.Tags.Entries.ToDictionary());
        Assert.Equal(expected.Size, patch.Contents.Length);
        Assert.Equal(expected.ContentsSha256, Sha256(patch.ToArray()));
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
