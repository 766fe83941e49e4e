using System.Numerics;
using System.Text.Json;
using Walrus.Cli.Tests.Support;
using Walrus.Core.Tests.Vectors;

namespace Walrus.Cli.Tests.Blobs;

public sealed class ConvertBlobIdCommandTests
{
    [Fact]
    [Trait("Category", "Vectors")]
    public void Every_known_number_is_its_blob_id()
    {
        foreach (IdCase expected in VectorFile.Load<IdFile>("ids.json").Cases)
        {
            Assert.Equal(expected.BlobId + Environment.NewLine, CliRun.Of("convert-blob-id", expected.BlobIdU256).Out);
            JsonElement json = CliRun.Of("convert-blob-id", expected.BlobIdU256, "--json").Json();
            Assert.Equal(JsonValueKind.String, json.ValueKind);
            Assert.Equal(expected.BlobId, json.GetString());
        }
    }

    [Theory]
    [InlineData("12x")]
    [InlineData("")]
    [InlineData("0x12")]
    [InlineData("1.5")]
    public void What_is_no_number_is_wrong_usage(string text) =>
        CliRun.Of("convert-blob-id", text).AssertFails(2, $"'{text}' is no blob id in decimal", "walrus convert-blob-id --help");

    [Fact]
    public void The_largest_number_is_2_to_the_256_less_1()
    {
        BigInteger end = BigInteger.One << 256;
        Assert.Equal(new string('_', 42) + "8", CliRun.Of("convert-blob-id", (end - 1).ToString()).Out.Trim());
        CliRun.Of("convert-blob-id", end.ToString()).AssertFails(2, "below 2^256");
    }
}
