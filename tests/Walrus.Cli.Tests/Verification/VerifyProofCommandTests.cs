using System.Runtime.CompilerServices;
using System.Text.Json;
using Walrus.Cli.Tests.Support;
using Walrus.Core.Bcs;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Proofs;

namespace Walrus.Cli.Tests.Verification;

public sealed class VerifyProofCommandTests
{
    private static readonly string Example = ExampleFile();

    [Fact]
    public void The_documented_proof_verifies_from_its_genesis()
    {
        JsonElement json = CliRun.Of("verify", "proof", Example, "--genesis", Example, "--json").Json();
        Assert.Equal("bpOPB9e-VpZZPsbEOSvVoCYLDRm0YlsmsCwpk4oIeWQ", json.GetProperty("blobId").GetString());
        Assert.Equal((11, 15, 3, 2), (json.GetProperty("certifiedUntil").GetInt32(), json.GetProperty("height").GetInt32(), json.GetProperty("epoch").GetInt32(), json.GetProperty("handovers").GetInt32()));
        Assert.Equal(("certified", "permanent"), (json.GetProperty("availability").GetString(), json.GetProperty("permanence").GetString()));
        CliRun text = CliRun.Of("verify", "proof", Example, "--genesis", Example, "--min-height", "15");
        text.AssertDone();
        Assert.Contains("certifiedUntil  11", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_bytes_serve_as_well()
    {
        using TemporaryFolder folder = new();
        (byte[] proof, byte[] genesis) = ReadExample();
        CliRun.Of("verify", "proof", folder.Write("proof.bcs", proof), "--genesis", folder.Write("genesis.bcs", genesis)).AssertDone();
    }

    [Fact]
    public void What_does_not_hold_is_named()
    {
        using TemporaryFolder folder = new();
        (byte[] proof, byte[] genesis) = ReadExample();
        CliRun.Of("verify", "proof", Example, "--genesis", Example, "--min-height", "16").AssertFails(1, "height 15", "demanded is height 16");
        CliRun.Of("verify", "proof", Example, "--genesis", Example, "--blob-id", new string('A', 43)).AssertFails(1, "WrongBlob");
        CliRun.Of("verify", "proof", folder.Write("cut", proof[..^1]), "--genesis", Example).AssertFails(1, "holds no proof");
        CliRun.Of("verify", "proof", folder.Write("json", "{\"proof\":7}"u8.ToArray()), "--genesis", Example).AssertFails(1, "holds no proof");
        CliRun.Of("verify", "proof", folder.Of("nowhere"), "--genesis", Example).AssertFails(1, "There is no file");

        AvailabilityProof good = BcsFormat.FromBytes<AvailabilityProof>(proof);
        AvailabilityProof skipping = good with { Handovers = [good.Handovers[1]] };
        CliRun.Of("verify", "proof", folder.Write("skip", BcsFormat.ToBytes(skipping)), "--genesis", Example).AssertFails(1, "MissingHandover");
        Genesis other = BcsFormat.FromBytes<Genesis>(genesis) with { Name = "another" };
        CliRun.Of("verify", "proof", Example, "--genesis", folder.Write("other", BcsFormat.ToBytes(other))).AssertFails(1, "WrongNetwork");
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("verify proof")]
    [InlineData("verify proof a --blob-id b")]
    [InlineData("verify proof a --url ftp://b")]
    [InlineData("verify proof a --min-height -1")]
    [InlineData("verify ledger")]
    public void Wrong_usage_is_said(string arguments) => CliRun.Of(arguments.Split(' ')).AssertFails(2, "--help' shows how to use it.");

    [Fact]
    public void A_gateway_that_is_not_there_is_named() =>
        CliRun.Of("verify", "proof", Example, "--url", "http://127.0.0.1:9").AssertFailsAfterWarning("cannot be reached", "--url");

    private static (byte[] Proof, byte[] Genesis) ReadExample()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Example));
        return (json.RootElement.GetProperty("proof").GetBytesFromBase64(), json.RootElement.GetProperty("genesis").GetBytesFromBase64());
    }

    private static string ExampleFile([CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", "docs", "examples", "availability-proof.json");
}
