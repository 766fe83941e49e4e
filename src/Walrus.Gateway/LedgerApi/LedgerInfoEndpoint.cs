using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Walrus.Core.Parameters;
using Walrus.Ledger;
using Walrus.Ledger.Committees;

namespace Walrus.Gateway.LedgerApi;

/// <summary><c>GET /v1/ledger/info</c> (interfaces 2): where the network stands, from the local replica.</summary>
internal sealed class LedgerInfoEndpoint(LedgerReads reads)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/v1/ledger/info", [HttpMethods.Get, HttpMethods.Head], reads.Read((http, _) => reads.AnswerAsync(http, Write)));

    private static void Write(Utf8JsonWriter json, LedgerMachine machine)
    {
        json.WriteStartObject();
        json.WriteString("networkId", machine.Network.ToString());
        WriteEpoch(json, machine);
        WriteMarket(json, machine);
        WriteCommittee(json, "committee", machine.CurrentCommittee, machine);
        if (machine.PreviousCommittee is { } previous)
            WriteCommittee(json, "previousCommittee", previous, machine);
        if (machine.NextCommittee is { } next)
            WriteCommittee(json, "nextCommittee", next, machine);
        json.WriteStartObject("head");
        json.WriteNumber("height", machine.Head.Height);
        json.WriteString("hash", "0x" + machine.Head.Hash);
        json.WriteString("time", LedgerText.Time(machine.Head.Header.TimestampMs));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEpoch(Utf8JsonWriter json, LedgerMachine machine)
    {
        json.WriteNumber("epoch", machine.Epoch.Value);
        json.WriteString("epochState", machine.EpochStatus.Phase.Kind.ToString());
        json.WriteTime("epochStart", machine.EpochStatus.StartMs);
        // Not known while the nodes attest: the epoch's clock starts with the quorum (rulings 6).
        json.WriteTime("epochEnd", machine.EpochStatus.EndMs);
        json.WriteNumber("epochDurationMs", machine.Genesis.EpochDurationMs);
        json.WriteNumber("maxEpochsAhead", machine.Genesis.MaxEpochsAhead);
        json.WriteNumber("nShards", machine.Genesis.Shards);
        json.WriteNumber("maxBlobSize", new RedStuffParameters(machine.Genesis.Shards).MaxBlobSize);
    }

    private static void WriteMarket(Utf8JsonWriter json, LedgerMachine machine)
    {
        json.WriteStartObject("prices");
        json.WriteString("storagePricePerUnit", LedgerText.Amount(machine.Prices.Storage));
        json.WriteString("writePricePerUnit", LedgerText.Amount(machine.Prices.Write));
        json.WriteString("readPricePerMib", LedgerText.Amount(machine.Prices.Read));
        json.WriteEndObject();
        json.WriteStartObject("capacity");
        json.WriteString("totalBytes", LedgerText.Amount(machine.TotalCapacity));
        json.WriteString("usedBytes", LedgerText.Amount(machine.UsedCapacity));
        json.WriteEndObject();
        json.WriteString("supply", LedgerText.Amount(machine.Supply));
    }

    private static void WriteCommittee(Utf8JsonWriter json, string name, Committee committee, LedgerMachine machine)
    {
        json.WriteStartObject(name);
        json.WriteNumber("epoch", committee.Epoch.Value);
        json.WriteStartArray("members");
        foreach (CommitteeMember member in committee.Members)
        {
            StorageNode? node = machine.FindNode(member.Node);
            json.WriteStartObject();
            json.WriteString("nodeId", member.Node.ToString());
            json.WriteString("name", node?.Name);
            json.WriteString("url", node?.Url);
            json.WriteBase64String("blsKey", member.Key.Bytes.Span);
            json.WriteStartArray("shards");
            foreach (Core.Identifiers.ShardIndex shard in member.Shards)
                json.WriteNumberValue(shard.Value);
            json.WriteEndArray();
            json.WriteString("stake", LedgerText.Amount(machine.StakeOf(member.Node)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
