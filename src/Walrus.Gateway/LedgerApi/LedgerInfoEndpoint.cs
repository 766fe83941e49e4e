using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Walrus.Core.Parameters;
using Walrus.Grains.Ledger;
using Walrus.Ledger;
using Walrus.Ledger.Committees;

namespace Walrus.Gateway.LedgerApi;

/// <summary><c>GET /v1/ledger/info</c> (interfaces 2): where the network stands, from the local replica.</summary>
internal sealed class LedgerInfoEndpoint(LedgerReplica replica)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/v1/ledger/info", [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)AnswerAsync);

    private async Task AnswerAsync(HttpContext http)
    {
        // Written under the replica's lock into memory, then sent: the answer is of one moment.
        byte[] body = replica.Read(static machine => Client.Http.WalrusJson.ToUtf8(json => Write(json, machine)));
        http.Response.Headers["X-Walrus-Height"] = replica.Read(static machine => machine.Head.Height).ToString(CultureInfo.InvariantCulture);
        http.Response.ContentType = Client.Http.WalrusJson.MediaType;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

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
        json.WriteString("time", Time(machine.Head.Header.TimestampMs));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEpoch(Utf8JsonWriter json, LedgerMachine machine)
    {
        json.WriteNumber("epoch", machine.Epoch.Value);
        json.WriteString("epochState", machine.EpochStatus.Phase.Kind.ToString());
        WriteTime(json, "epochStart", machine.EpochStatus.StartMs);
        // Not known while the nodes attest: the epoch's clock starts with the quorum (rulings 6).
        WriteTime(json, "epochEnd", machine.EpochStatus.EndMs);
        json.WriteNumber("epochDurationMs", machine.Genesis.EpochDurationMs);
        json.WriteNumber("maxEpochsAhead", machine.Genesis.MaxEpochsAhead);
        json.WriteNumber("nShards", machine.Genesis.Shards);
        json.WriteNumber("maxBlobSize", new RedStuffParameters(machine.Genesis.Shards).MaxBlobSize);
    }

    private static void WriteMarket(Utf8JsonWriter json, LedgerMachine machine)
    {
        json.WriteStartObject("prices");
        json.WriteString("storagePricePerUnit", Amount(machine.Prices.Storage));
        json.WriteString("writePricePerUnit", Amount(machine.Prices.Write));
        json.WriteString("readPricePerMib", Amount(machine.Prices.Read));
        json.WriteEndObject();
        json.WriteStartObject("capacity");
        json.WriteString("totalBytes", Amount(machine.TotalCapacity));
        json.WriteString("usedBytes", Amount(machine.UsedCapacity));
        json.WriteEndObject();
        json.WriteString("supply", Amount(machine.Supply));
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
            json.WriteString("stake", Amount(machine.StakeOf(member.Node)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, ulong? milliseconds)
    {
        if (milliseconds is { } instant)
            json.WriteString(name, Time(instant));
        else
            json.WriteNull(name);
    }

    /// <summary>Amounts are decimal strings (rulings 30).</summary>
    private static string Amount(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Times are ISO 8601, UTC (rulings 30).</summary>
    private static string Time(ulong milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
