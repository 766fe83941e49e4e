using System.Text.Json;
using Walrus.Client.Ledger;
using Walrus.Client.LightClient;
using Walrus.Core.Bcs;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Proofs;
using Walrus.Testing;

namespace Walrus.Server.Tests;

public sealed class VerificationTests
{
    [Fact]
    public async Task A_network_is_verified_from_outside_while_it_runs_after_a_kill_and_offline()
    {
        using DataFolder data = new();
        ServerPorts ports = ServerPorts.Find();
        string genesisFile = Path.Combine(data.Path, "genesis.bcs");
        string proofFile = Path.Combine(data.Path, "proof.json");
        await using (ServerProcessHandle server = await ServerProcessHandle.StartAsync(ports, data.Path, "--nodes", "4", "--shards", "7"))
        {
            string url = server.Gateway.BaseAddress!.ToString();
            await File.WriteAllBytesAsync(genesisFile, BcsFormat.ToBytes(await new LedgerClient(server.Gateway).GetGenesisAsync()));
            StoredBlob stored = await new WalrusTestClient(server.Gateway).StoreAsync(new byte[5000], epochs: 5, permanent: true);
            using HttpResponseMessage moved = await server.Gateway.PostAsync(new Uri("/dev/v1/clock/advance", UriKind.Relative), new StringContent("{\"epochs\":2}"));
            Assert.True(moved.IsSuccessStatusCode);

            VerifiedBlobMetadata metadata = new BlobEncoder(new RedStuffParameters(7)).ComputeMetadata(new MemoryBlobSource(new byte[] { 1, 2, 3 }));
            CommandRun registered = await CommandRun.OfAsync(
                "register", "--blob-id", metadata.BlobId.ToString(), "--root-hash", metadata.Metadata.ComputeRoot().ToString(), "--size", "3", "--epochs", "2", "--deletable", "--json",
                "--url", url, "--wallet", Path.Combine(data.Path, "keys", "development.account.key"));
            Assert.Equal("", registered.Error);
            ObjectId blob = ObjectId.Parse(Json(registered).GetProperty("objectId").GetString()!);
            Assert.Equal(metadata.BlobId.ToString(), (await new LedgerClient(server.Gateway).GetObjectAsync(blob)).Fields.GetProperty("blobId").GetString());

            await File.WriteAllTextAsync(proofFile, await ProofAsync(server, stored.BlobId));
            Assert.Equal(6, Json(await CommandRun.OfAsync("verify", "proof", proofFile, "--genesis", genesisFile, "--json")).GetProperty("certifiedUntil").GetInt32());
            JsonElement audit = Json(await CommandRun.OfAsync("verify", "ledger", url, "--genesis", genesisFile, "--json"));
            Assert.Equal((2, 2), (audit.GetProperty("epochChanges").GetInt32(), audit.GetProperty("handoversVerified").GetInt32()));
            await server.KillAsync();
        }

        CommandRun offline = await CommandRun.OfAsync("verify", "ledger", data.Path, "--genesis", genesisFile, "--json");
        Assert.True(offline.ExitCode == 0, offline.Error);
        Assert.Equal(2, Json(offline).GetProperty("handoversVerified").GetInt32());
        Assert.True(Json(offline).GetProperty("checkpointHeight").GetInt32() > 0);

        // The hand-overs were kept: a light client that knows the genesis alone is led to the present.
        await using ServerProcessHandle again = await ServerProcessHandle.StartAsync(ports, data.Path);
        LightClient light = LightClient.FromGenesis(BcsFormat.FromBytes<Genesis>(await File.ReadAllBytesAsync(genesisFile)));
        BlobId kept = BlobId.Parse(JsonDocument.Parse(await File.ReadAllTextAsync(proofFile)).RootElement.GetProperty("blobId").GetString()!);
        Assert.Equal(new Epoch(6), (await CheckAsync(light, new LedgerClient(again.Gateway), kept)).CertifiedUntil);
        Assert.Equal(0, await again.TerminateAsync());
    }

    /// <summary>Nodes that have just started sign once they have executed the ledger again.</summary>
    private static async Task<AvailabilityStatement> CheckAsync(LightClient light, LedgerClient ledger, BlobId blob)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(500));
        while (true)
        {
            try
            {
                return await light.CheckAsync(ledger, blob);
            }
            catch (LedgerApiException early) when (early.Reason == "PROOF_UNAVAILABLE")
            {
                await look.WaitForNextTickAsync(limit.Token);
            }
        }
    }

    [Fact]
    public async Task A_journal_that_lost_signed_blocks_is_not_built_upon()
    {
        using DataFolder data = new();
        ServerPorts ports = ServerPorts.Find();
        string copy = Path.Combine(data.Path, "backup");
        await using (ServerProcessHandle server = await ServerProcessHandle.StartAsync(ports, data.Path, "--nodes", "4", "--shards", "7"))
            Assert.Equal(0, await server.TerminateAsync());
        CopyFolder(Path.Combine(data.Path, "ledger"), copy);
        await using (ServerProcessHandle server = await ServerProcessHandle.StartAsync(ports, data.Path))
        {
            StoredBlob stored = await new WalrusTestClient(server.Gateway).StoreAsync(new byte[100], epochs: 2);
            _ = await ProofAsync(server, stored.BlobId);
            Assert.Equal(0, await server.TerminateAsync());
        }

        Directory.Delete(Path.Combine(data.Path, "ledger"), recursive: true);
        CopyFolder(copy, Path.Combine(data.Path, "ledger"));
        (int exitCode, string output) = await ServerProcessHandle.RunToEndAsync([.. ServerProcessHandle.Arguments(ports, data.Path)]);
        Assert.True(exitCode == 1, output);
        Assert.Contains("restore the journal", output, StringComparison.Ordinal);
    }

    private static async Task<string> ProofAsync(ServerProcessHandle server, BlobId blob) =>
        await server.Gateway.GetStringAsync(new Uri($"/v1/ledger/proofs/blobs/{blob}", UriKind.Relative));

    private static JsonElement Json(CommandRun run)
    {
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
