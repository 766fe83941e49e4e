using System.Security.Cryptography;
using System.Text.Json;
using Walrus.Cli.Slivers;
using Walrus.Cli.Tests.Support;
using Walrus.Core.Encoding;
using Walrus.Core.Parameters;
using Walrus.Core.Tests.Vectors;

namespace Walrus.Cli.Tests.Slivers;

public sealed class EncodeCommandTests
{
    private static readonly string[] Always = ["blob_id", "root_hash", "symbol_size", "encoded_length", "metadata_bcs_sha256"];
    private static readonly string[] Digests = ["all_primary_data_sha256", "all_secondary_data_sha256", "all_pairs_bcs_sha256"];

    [Fact]
    [Trait("Category", "Vectors")]
    public void Every_small_blob_encodes_to_the_known_digests()
    {
        using TemporaryFolder folder = new();
        foreach (BlobCase blob in SmallVectors.All)
            Check(blob, CliRun.Of("encode", folder.Write(blob), "--n-shards", $"{blob.NShards}", "--digests", "--json").Json());
    }

    [Fact]
    [Trait("Category", "Vectors")]
    public void A_blob_of_a_public_network_encodes_to_the_known_digests()
    {
        using TemporaryFolder folder = new();
        BlobCase blob = SmallVectors.OfPublicNetwork;
        Check(blob, CliRun.Of("encode", folder.Write(blob), "--n-shards", "1000", "--digests", "--json").Json());
    }

    [Fact]
    [Trait("Category", "Vectors")]
    public void Files_hold_the_known_bytes()
    {
        using TemporaryFolder folder = new();
        foreach (BlobCase blob in SmallVectors.Full)
        {
            string slivers = folder.Of("slivers");
            CliRun.Of("encode", folder.Write(blob), "--n-shards", $"{blob.NShards}", "--out", slivers).AssertDone();
            Assert.Equal(blob.MetadataBcsHex, Hex("metadata.bcs"));
            Assert.Equal(blob.Pair0PrimaryBcsHex, Hex("pair-0.primary.bcs"));
            Assert.Equal(blob.Pair0SecondaryBcsHex, Hex("pair-0.secondary.bcs"));
            Assert.Equal(blob.AllPairsBcsSha256, Convert.ToHexStringLower(SHA256.HashData(AllPairs(slivers, blob.NShards))));
            Assert.Equal(2 * blob.NShards + 1, Directory.GetFiles(slivers).Length);
            Directory.Delete(slivers, recursive: true);

            string Hex(string name) => Convert.ToHexStringLower(File.ReadAllBytes(Path.Combine(slivers, name)));
        }
    }

    [Fact]
    public void Digests_are_printed_on_request_alone()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("blob", [1, 2, 3]);
        Assert.Equal(Always, Names(CliRun.Of("encode", path, "--n-shards", "7", "--json").Json()));
        Assert.Equal([.. Always, .. Digests], Names(CliRun.Of("encode", path, "--n-shards", "7", "--json", "--digests").Json()));
        Assert.StartsWith("blob_id ", CliRun.Of("encode", path, "--n-shards", "7").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3_000)]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    public void Digests_do_not_depend_on_how_many_slivers_fit_in_memory(long batchBytes)
    {
        BlobCase blob = SmallVectors.Full.Last(blob => blob.NShards == 13);
        MemoryBlobSource source = new(blob.Generator.Bytes(blob.Size));
        SliverDigests digests = SliverDigests.Compute(new BlobEncoder(new RedStuffParameters(13)), source, EncodingOptions.Default, batchBytes);
        Assert.Equal(new SliverDigests(blob.AllPrimaryDataSha256, blob.AllSecondaryDataSha256, blob.AllPairsBcsSha256), digests);
    }

    [Fact]
    public void A_second_blob_in_the_same_folder_replaces_the_first()
    {
        using TemporaryFolder folder = new();
        string slivers = folder.Of("slivers"), output = folder.Of("out");
        CliRun.Of("encode", folder.Write("long", new byte[5000]), "--n-shards", "10", "--out", slivers).AssertDone();
        CliRun.Of("encode", folder.Write("short", [7]), "--n-shards", "10", "--out", slivers).AssertDone();
        CliRun.Of("decode", slivers, "--n-shards", "10", "--out", output).AssertDone();
        Assert.Equal([7], File.ReadAllBytes(output));
    }

    [Fact]
    public void A_folder_without_room_for_the_blob_is_left_as_it_is()
    {
        using TemporaryFolder folder = new();
        string slivers = folder.Of("slivers");
        CliRun.Of("encode", folder.Write("fits", [7]), "--n-shards", "4", "--out", slivers).AssertDone();
        CliRun.Of("encode", folder.Write("large", new byte[393_205]), "--n-shards", "4", "--out", slivers).AssertFails(1, "--n-shards 100");
        CliRun.Of("decode", slivers, "--n-shards", "4", "--out", folder.Of("out")).AssertDone();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("blob", [1]);
        CliRun.Of("encode", path, "--n-shards", "4", "--out", path).AssertFails(1, path);
    }

    private static void Check(BlobCase blob, JsonElement json)
    {
        string[] expected =
        [
            blob.BlobId, blob.RootHash, $"{blob.SymbolSize}", $"{blob.EncodedLength}", blob.MetadataBcsSha256,
            blob.AllPrimaryDataSha256, blob.AllSecondaryDataSha256, blob.AllPairsBcsSha256,
        ];
        Assert.Equal(expected, json.EnumerateObject().Select(field => field.Value.ToString()));
        Assert.Equal([.. Always, .. Digests], Names(json));
        Assert.Equal(JsonValueKind.Number, json.GetProperty("encoded_length").ValueKind);
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(field => field.Name);

    private static byte[] AllPairs(string folder, int shards) =>
        [.. Enumerable.Range(0, shards).SelectMany(p => new[] { $"pair-{p}.primary.bcs", $"pair-{p}.secondary.bcs" })
            .SelectMany(name => File.ReadAllBytes(Path.Combine(folder, name)))];
}
