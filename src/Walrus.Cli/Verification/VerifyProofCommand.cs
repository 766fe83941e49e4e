using System.CommandLine;
using System.Globalization;
using Walrus.Cli.Network;
using Walrus.Cli.Options;
using Walrus.Cli.Output;
using Walrus.Client.LightClient;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Proofs;

namespace Walrus.Cli.Verification;

/// <summary><c>walrus verify proof FILE</c>: whether a proof shows that a blob is certified.</summary>
internal static class VerifyProofCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> file = SharedOptions.File("The proof: BCS, or the JSON that the ledger API answers.");
        Option<string> genesis = new("--genesis") { Description = "File with the network's genesis. Without it the genesis comes from the gateway, and is believed.", HelpName = "FILE" };
        Option<string> blob = new("--blob-id") { Description = "The blob it must be about; that of the proof if not given.", HelpName = "ID" };
        blob.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !BlobId.TryParse(result.Tokens[0].Value, out _))
                result.AddError($"'{result.Tokens[0].Value}' is no blob id: 43 characters of URL-safe base64.");
        });
        Option<string> height = NumberOption.Create("--min-height", "H", "Lowest height of the ledger that it must be of.", 0, long.MaxValue);
        Option<string> url = NetworkOptions.Url();
        Command command = new("proof", "Checks an availability proof from the genesis on.") { file, genesis, blob, height, url };
        command.SetAction(parsed => Gateway.Run(async cancellation =>
        {
            AvailabilityProof proof = EvidenceFiles.Read<AvailabilityProof>(parsed.GetValue(file)!, "proof");
            Genesis network = parsed.GetValue(genesis) is { } path
                ? EvidenceFiles.Read<Genesis>(path, "genesis")
                : await FetchGenesisAsync(console, parsed.Gateway(url), cancellation);
            BlobId wanted = parsed.GetValue(blob) is { } text ? BlobId.Parse(text) : proof.Evidence.BlobId;
            AvailabilityStatement statement = Verify(proof, network, wanted, new ProofDemand((ulong)parsed.Number(height, 0)));
            console.Write(ToReport(statement, proof, network), parsed.Has(SharedOptions.Json));
        }));
        return command;
    }

    private static async Task<Genesis> FetchGenesisAsync(CommandConsole console, Uri url, CancellationToken cancellation)
    {
        console.Error.WriteLine($"Warning: the genesis comes from {url} and is believed; --genesis names one that you trust.");
        using Gateway gateway = new(url);
        return await gateway.Ledger.GetGenesisAsync(cancellation);
    }

    private static AvailabilityStatement Verify(AvailabilityProof proof, Genesis genesis, BlobId blob, ProofDemand demand)
    {
        try
        {
            return LightClient.FromGenesis(genesis).RequireCertified(proof, blob, demand);
        }
        catch (BlobNotCertifiedException gone)
        {
            throw new CommandFailedException(gone.Message, "The proof itself is good: that is what the ledger says.");
        }
        catch (StaleProofException stale)
        {
            throw new CommandFailedException(stale.Message, "Fetch a newer one: GET /v1/ledger/proofs/blobs/<blob id>?minHeight=<height>.");
        }
        catch (InvalidProofException invalid)
        {
            throw new CommandFailedException($"{invalid.Message} ({invalid.Fault})", "The proof proves nothing: it is forged, damaged, or of another network.");
        }
    }

    private static FieldReport ToReport(AvailabilityStatement statement, AvailabilityProof proof, Genesis genesis) => new FieldReport()
        .Add("blobId", statement.BlobId.ToString())
        .Add("availability", "certified")
        .Add("certifiedUntil", statement.CertifiedUntil?.Value)
        .Add("permanence", statement.IsPermanent ? "permanent" : "deletable")
        .Add("height", (long)statement.Height)
        .Add("epoch", statement.Epoch.Value)
        .Add("time", statement.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))
        .Add("networkId", NetworkId.Of(genesis).ToString())
        .Add("handovers", proof.Handovers.Length);
}
