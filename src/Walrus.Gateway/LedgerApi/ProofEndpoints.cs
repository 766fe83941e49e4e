using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Gateway.Http;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Proofs;

namespace Walrus.Gateway.LedgerApi;

/// <summary>
/// What light clients need: <c>GET /v1/ledger/proofs/blobs/{blobId}</c>, the newest checkpoint, the hand-over of an epoch's committee, and the genesis from which
/// all of it follows. JSON, or BCS alone for <c>Accept: application/octet-stream</c>.
/// </summary>
internal sealed class ProofEndpoints(LedgerReads reads, AvailabilityProver prover, CheckpointKeeper keeper, LedgerReplica replica)
{
    private static readonly TimeSpan HandoverPatience = TimeSpan.FromSeconds(5);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/ledger/proofs/blobs/{blobId}", reads.Read(ProveAsync, "fromEpoch"));
        routes.MapGet("/v1/ledger/handovers/{epoch}", reads.Read(HandOverAsync));
        routes.MapGet("/v1/ledger/checkpoint", reads.Read(CheckpointAsync));
        routes.MapGet("/v1/ledger/genesis", reads.Read(GenesisAsync));
    }

    private async Task ProveAsync(HttpContext http, QueryReader query)
    {
        BlobId blob = http.BlobId();
        AvailabilityProof proof;
        try
        {
            proof = await prover.ProveAsync(blob, new Epoch(query.Number("fromEpoch") ?? 1), http.RequestAborted);
        }
        catch (ProofUnavailableException unavailable)
        {
            throw LedgerRequestException.Unavailable("PROOF_UNAVAILABLE", unavailable.Message);
        }

        byte[] bytes = BcsFormat.ToBytes(proof);
        BlockHeader header = proof.Checkpoint.Header;
        if (LedgerReads.WantsBcs(http.Request))
            await LedgerReads.AnswerBcsAsync(http, header.Height, bytes);
        else
            await LedgerReads.AnswerAsync(http, header.Height, json => Write(json, proof, bytes));
    }

    private async Task HandOverAsync(HttpContext http, QueryReader query)
    {
        Epoch epoch = http.Epoch();
        CommitteeHandover handover = await keeper.WaitForHandoverAsync(epoch, HandoverPatience, http.RequestAborted)
            ?? throw LedgerRequestException.NotFound("HANDOVER_NOT_FOUND", $"the committee of epoch {epoch} has not handed over, or that is not signed yet");
        byte[] bytes = BcsFormat.ToBytes(handover);
        if (LedgerReads.WantsBcs(http.Request))
            await LedgerReads.AnswerBcsAsync(http, reads.Height, bytes);
        else
            await LedgerReads.AnswerAsync(http, reads.Height, json => WriteBytes(json, "handover", bytes));
    }

    private async Task CheckpointAsync(HttpContext http, QueryReader query)
    {
        BlockHeader head = replica.Read(static machine => machine.Head.Header);
        Checkpoint checkpoint = await keeper.CertifyAsync(head) ?? keeper.Newest
            ?? throw LedgerRequestException.NotFound("CHECKPOINT_NOT_FOUND", "no block has been signed by its committee yet");
        byte[] bytes = BcsFormat.ToBytes(checkpoint);
        if (LedgerReads.WantsBcs(http.Request))
            await LedgerReads.AnswerBcsAsync(http, checkpoint.Header.Height, bytes);
        else
            await LedgerReads.AnswerAsync(http, checkpoint.Header.Height, json => WriteBytes(json, "checkpoint", bytes));
    }

    private Task GenesisAsync(HttpContext http, QueryReader query)
    {
        byte[] bytes = replica.Read(static machine => BcsFormat.ToBytes(machine.Genesis));
        return LedgerReads.WantsBcs(http.Request)
            ? LedgerReads.AnswerBcsAsync(http, reads.Height, bytes)
            : LedgerReads.AnswerAsync(http, reads.Height, json => WriteBytes(json, "genesis", bytes));
    }

    private static void WriteBytes(Utf8JsonWriter json, string name, byte[] bytes)
    {
        json.WriteStartObject();
        json.WriteBase64String(name, bytes);
        json.WriteEndObject();
    }

    /// <summary>The proof, and beside it, for people, what it says; verifiers read the proof alone.</summary>
    private static void Write(Utf8JsonWriter json, AvailabilityProof proof, byte[] bytes)
    {
        AvailabilityStatement statement = proof.Statement;
        json.WriteStartObject();
        json.WriteString("blobId", statement.BlobId.ToString());
        json.WriteString("availability", JsonNamingPolicy.CamelCase.ConvertName(statement.Availability.ToString()));
        if (statement.CertifiedUntil is { } end)
            json.WriteNumber("certifiedUntil", end.Value);
        else
            json.WriteNull("certifiedUntil");
        json.WriteBoolean("permanent", statement.IsPermanent);
        json.WriteNumber("height", statement.Height);
        json.WriteNumber("epoch", statement.Epoch.Value);
        json.WriteString("time", LedgerText.Time(statement.Time));
        json.WriteString("networkId", proof.Checkpoint.Header.Network.ToString());
        json.WriteBase64String("proof", bytes);
        json.WriteEndObject();
    }
}
