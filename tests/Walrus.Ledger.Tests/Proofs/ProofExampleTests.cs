using System.Runtime.CompilerServices;
using System.Text.Json;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Proofs;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Proofs;

/// <summary>The example that other implementations are checked with is a proof, and is the one that this program makes.</summary>
public sealed class ProofExampleTests
{
    private static readonly JsonElement Example = JsonDocument.Parse(File.ReadAllText(ExampleFile())).RootElement;

    [Fact]
    public void The_example_verifies_from_its_genesis()
    {
        Genesis genesis = BcsFormat.FromBytes<Genesis>(Bytes("genesis"));
        Assert.Equal(Example.GetProperty("networkId").GetString(), genesis.ComputeNetworkId().ToString());
        CommitteeRoster first = CommitteeRoster.First(genesis);
        AvailabilityProof proof = BcsFormat.FromBytes<AvailabilityProof>(Bytes("proof"));
        BlobId blob = BlobId.Parse(Example.GetProperty("blobId").GetString()!);
        AvailabilityStatement statement = new AvailabilityVerifier(genesis.ComputeNetworkId(), first, new CertificateVerifier()).RequireCertified(proof, blob).Statement;
        Assert.Equal(Example.GetProperty("height").GetUInt64(), statement.Height);
        Assert.Equal(Example.GetProperty("epoch").GetUInt32(), statement.Epoch.Value);
        Assert.Equal(Example.GetProperty("certifiedUntil").GetUInt32(), statement.CertifiedUntil!.Value.Value);
        Assert.Equal(2, proof.Handovers.Length);
    }

    [Fact]
    public void Any_changed_bit_of_the_example_is_refused()
    {
        Genesis genesis = BcsFormat.FromBytes<Genesis>(Bytes("genesis"));
        AvailabilityVerifier verifier = new(genesis.ComputeNetworkId(), CommitteeRoster.First(genesis), new CertificateVerifier());
        BlobId blob = BlobId.Parse(Example.GetProperty("blobId").GetString()!);
        byte[] proof = Bytes("proof");
        // Every 17th byte: each field is met, and the pairings do not take all day.
        for (int i = 0; i < proof.Length; i += 17)
        {
            byte[] forged = [.. proof];
            forged[i] ^= (byte)(1 << (i % 8));
            Assert.ThrowsAny<Core.ProtocolException>(() => verifier.Verify(BcsFormat.FromBytes<AvailabilityProof>(forged), blob));
        }
    }

    [Fact]
    public void The_example_is_what_this_program_makes()
    {
        RealNetwork network = new();
        Assert.Equal(Convert.ToBase64String(BcsFormat.ToBytes(network.Genesis)), Example.GetProperty("genesis").GetString());
        Assert.Equal(Convert.ToBase64String(BcsFormat.ToBytes(network.Prove())), Example.GetProperty("proof").GetString());
    }

    private static byte[] Bytes(string name) => Example.GetProperty(name).GetBytesFromBase64();

    private static string ExampleFile([CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", "docs", "examples", "availability-proof.json");
}
