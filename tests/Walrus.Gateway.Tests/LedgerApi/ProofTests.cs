using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Ledger;
using Walrus.Client.LightClient;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Proofs;
using Walrus.Ledger.Transactions;
using Walrus.Testing;

namespace Walrus.Gateway.Tests.LedgerApi;

[Collection(GatewayCollection.Name)]
public sealed class ProofTests(GatewayFixture fixture)
{
    [Fact]
    public async Task A_light_client_follows_the_life_of_a_blob()
    {
        LedgerClient ledger = new(fixture.Http);
        LightClient light = LightClient.FromGenesis(fixture.Network.Genesis);
        StoredBlob stored = await fixture.Network.Client.StoreAsync(GatewayFixture.Bytes(81, 700), epochs: 5);
        AvailabilityStatement statement = await light.CheckAsync(ledger, stored.BlobId);
        Assert.Equal((stored.EndEpoch, false), (statement.CertifiedUntil, statement.IsPermanent));
        AvailabilityProof old = await ledger.GetProofAsync(stored.BlobId, light.Trusted.Epoch);

        AccountSubmitters submitters = fixture.Network.Services(0).GetRequiredService<AccountSubmitters>();
        TransactionEffects deleted = await submitters.Operator.SubmitAsync(new TransactionBuilder().Add(new DeleteBlob(stored.Object!.Value)));
        BlobNotCertifiedException gone = await Assert.ThrowsAsync<BlobNotCertifiedException>(
            () => light.CheckAsync(ledger, stored.BlobId, new ProofDemand(MinHeight: deleted.Height)));
        Assert.Equal(BlobAvailability.Absent, gone.Statement.Availability);
        Assert.True(light.Height >= deleted.Height);
        Assert.Throws<StaleProofException>(() => light.RequireCertified(old, stored.BlobId, new ProofDemand(MinHeight: light.Height)));
    }

    [Fact]
    public async Task The_answer_says_what_the_proof_shows()
    {
        StoredBlob stored = await fixture.Network.Client.StoreAsync(GatewayFixture.Bytes(82, 700), epochs: 2, permanent: true);
        LedgerSession session = await LedgerSession.StartAsync(fixture);
        JsonElement json = await session.JsonAsync($"/v1/ledger/proofs/blobs/{stored.BlobId}");
        AvailabilityProof proof = BcsFormat.FromBytes<AvailabilityProof>(json.GetProperty("proof").GetBytesFromBase64());
        AvailabilityStatement statement = LightClient.FromGenesis(fixture.Network.Genesis).RequireCertified(proof, stored.BlobId);
        Assert.Equal(("certified", true), (json.GetProperty("availability").GetString(), json.GetProperty("permanent").GetBoolean()));
        Assert.Equal(statement.CertifiedUntil!.Value.Value, json.GetProperty("certifiedUntil").GetUInt32());
        Assert.Equal(statement.Height, json.GetProperty("height").GetUInt64());

        JsonElement absent = await session.JsonAsync($"/v1/ledger/proofs/blobs/{new BlobId(new Bytes32(new byte[32]))}");
        Assert.Equal(("absent", JsonValueKind.Null), (absent.GetProperty("availability").GetString(), absent.GetProperty("certifiedUntil").ValueKind));
        await LedgerSession.AssertRefusedAsync(session.GetAsync("/v1/ledger/proofs/blobs/short"), HttpStatusCode.BadRequest, "INVALID_REQUEST");
        await LedgerSession.AssertRefusedAsync(session.GetAsync("/v1/ledger/handovers/4000"), HttpStatusCode.NotFound, "HANDOVER_NOT_FOUND");
    }
}
