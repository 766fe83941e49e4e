using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Walrus.Client.Http;
using Walrus.Core.Identifiers;
using Walrus.Gateway.Http;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Transactions;

namespace Walrus.Gateway.Development;

/// <summary>
/// Fault and clock controls and the faucet of a development network (interfaces 4). For tools on the same machine only: a browser
/// page of any origin, and a name that is not loopback, are turned away (rulings 29).
/// </summary>
internal sealed class DevelopmentEndpoints(
    INodeControls nodes, ClockDriver clock, Ed25519Account faucet, AccountSubmitters submitters)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/dev/v1");
        group.MapGet("/nodes", Guarded(ListAsync));
        group.MapPost("/nodes/{index:int}/stop", Guarded(http => SwitchAsync(http, nodes.StopAsync)));
        group.MapPost("/nodes/{index:int}/start", Guarded(http => SwitchAsync(http, nodes.StartAsync)));
        group.MapPost("/nodes/{index:int}/faults", Guarded(InjectAsync));
        group.MapPost("/clock/advance", Guarded(AdvanceAsync));
        group.MapPost("/faucet", Guarded(PayAsync));
    }

    private static RequestDelegate Guarded(RequestDelegate handler) => async http =>
    {
        if (http.Request.Headers.ContainsKey("Origin") || !IsLoopback(http.Request.Host.Host))
        {
            await Answer.ErrorAsync(http, ErrorStatus.PermissionDenied, "LOOPBACK_ONLY", "development controls answer tools on this machine only", ErrorDomains.Ledger);
            return;
        }

        http.Response.Headers.Remove("Access-Control-Allow-Origin");
        try
        {
            await handler(http);
        }
        catch (Exception malformed) when (malformed is JsonException or RequestException)
        {
            await Answer.ErrorAsync(http, ErrorStatus.InvalidArgument, "MALFORMED_REQUEST", malformed.Message, ErrorDomains.Ledger);
        }
    };

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    private async Task ListAsync(HttpContext http)
    {
        IReadOnlyList<ControlledNode> list = await nodes.ListAsync(http.RequestAborted);
        await Answer.JsonAsync(http, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("nodes");
            foreach (ControlledNode node in list)
                WriteNode(json, node);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task SwitchAsync(HttpContext http, Func<int, CancellationToken, Task<bool>> turn)
    {
        int index = int.Parse((string)http.Request.RouteValues["index"]!, System.Globalization.CultureInfo.InvariantCulture);
        if (await turn(index, http.RequestAborted))
            await Answer.JsonAsync(http, static json => { json.WriteStartObject(); json.WriteEndObject(); });
        else
            await Answer.ErrorAsync(http, ErrorStatus.NotFound, "NODE_NOT_FOUND", $"there is no node {index} in this process", ErrorDomains.Ledger);
    }

    private async Task InjectAsync(HttpContext http)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
        NodeFault fault = ReadFault(body.RootElement);
        try
        {
            await SwitchAsync(http, (index, cancellation) => nodes.InjectAsync(index, fault, cancellation));
        }
        catch (NotSupportedException unfit)
        {
            await Answer.ErrorAsync(http, ErrorStatus.FailedPrecondition, "FAULT_NOT_SUPPORTED", unfit.Message, ErrorDomains.Ledger);
        }
    }

    private static NodeFault ReadFault(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("kind", out JsonElement kind) || kind.ValueKind != JsonValueKind.String
            || !NodeFault.TryParseKind(kind.GetString(), out NodeFaultKind known))
            throw new RequestException("'kind' must be none, wipe, bit-rot, lie, slow or refuse-writes");
        double rate = 1;
        if (body.TryGetProperty("rate", out JsonElement share) && (share.ValueKind != JsonValueKind.Number || !share.TryGetDouble(out rate) || rate is not (>= 0 and <= 1)))
            throw new RequestException("'rate' must be a number from 0 to 1");
        int seed = 0;
        if (body.TryGetProperty("seed", out JsonElement number) && (number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out seed)))
            throw new RequestException("'seed' must be a whole number");
        return new NodeFault(known, rate, seed);
    }

    private async Task AdvanceAsync(HttpContext http)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
        if (TryGetCount(body, "epochs", out uint epochs))
            await clock.AdvanceEpochsAsync(epochs, http.RequestAborted);
        else if (TryGetCount(body, "seconds", out uint seconds))
            await clock.AdvanceAsync(TimeSpan.FromSeconds(seconds), http.RequestAborted);
        else
            throw new RequestException("the body must be {\"seconds\":n} or {\"epochs\":n}");
        ClockReading reading = clock.Read();
        await Answer.JsonAsync(http, json =>
        {
            json.WriteStartObject();
            json.WriteString("now", reading.Now);
            json.WriteNumber("epoch", reading.Epoch.Value);
            json.WriteEndObject();
        });
    }

    private async Task PayAsync(HttpContext http)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
        if (!body.RootElement.TryGetProperty("address", out JsonElement text) || !Address.TryParse(text.GetString(), out Address address))
            throw new RequestException("'address' must be 0x and hexadecimal digits");
        if (!body.RootElement.TryGetProperty("amount", out JsonElement number) || !TryGetAmount(number, out ulong amount))
            throw new RequestException("'amount' must be a whole number of FROST above 0");
        try
        {
            TransactionEffects effects = await submitters.For(faucet).SubmitAsync(new TransactionBuilder().Add(new TransferWal(address, amount)), http.RequestAborted);
            await Answer.JsonAsync(http, json =>
            {
                json.WriteStartObject();
                json.WriteString("txDigest", effects.Digest.ToString());
                json.WriteEndObject();
            });
        }
        catch (LedgerRefusedException refused)
        {
            await Answer.ErrorAsync(http, ErrorStatus.FailedPrecondition, refused.Reason, refused.Message, ErrorDomains.Ledger);
        }
    }

    private static bool TryGetCount(JsonDocument body, string name, out uint count)
    {
        count = 0;
        return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetUInt32(out count) && count > 0;
    }

    /// <summary>Amounts are decimal strings in ledger JSON; a number is taken as well (rulings 30).</summary>
    private static bool TryGetAmount(JsonElement value, out ulong amount)
    {
        amount = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetUInt64(out amount),
            JsonValueKind.String => ulong.TryParse(value.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out amount),
            _ => false,
        } && amount > 0;
    }

    private static void WriteNode(Utf8JsonWriter json, ControlledNode node)
    {
        json.WriteStartObject();
        json.WriteNumber("index", node.Index);
        json.WriteString("id", node.NodeId);
        json.WriteString("name", node.Name);
        json.WriteString("url", node.Url.ToString().TrimEnd('/'));
        json.WriteString("state", node.State);
        json.WriteStartArray("shards");
        foreach (int shard in node.Shards)
            json.WriteNumberValue(shard);
        json.WriteEndArray();
        json.WriteString("status", node.Status);
        if (node.Backlog is { } backlog)
            json.WriteNumber("backlog", backlog);
        else
            json.WriteNull("backlog");
        json.WriteEndObject();
    }

    private sealed class RequestException(string message) : Exception(message);
}
