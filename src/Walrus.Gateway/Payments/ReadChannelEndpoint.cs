using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Walrus.Client.Payments;
using Walrus.Core.Identifiers;
using Walrus.Gateway.Http;

namespace Walrus.Gateway.Payments;

/// <summary><c>GET /v1/read-channels/{reader}</c>: what reading costs here, and where a reader's channel to this gateway stands.</summary>
internal sealed class ReadChannelEndpoint(ReadPayments payments)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/read-channels/{reader}", (RequestDelegate)AnswerAsync);

    private async Task AnswerAsync(HttpContext http)
    {
        if (!Address.TryParse((string?)http.Request.RouteValues["reader"], out Address reader))
        {
            await Answer.TextAsync(http, StatusCodes.Status400BadRequest, "the path does not hold an address: 0x and hexadecimal digits");
            return;
        }

        PaymentTerms terms = await payments.TermsForAsync(reader, http.RequestAborted);
        await Answer.JsonAsync(http, json => Write(json, terms));
    }

    private static void Write(Utf8JsonWriter json, PaymentTerms terms)
    {
        json.WriteStartObject();
        json.WriteString("gateway", terms.Gateway.ToString());
        json.WriteString("readPricePerMib", Text(terms.PricePerMib));
        json.WriteNumber("leastExpiry", terms.LeastExpiry.Value);
        if (terms.Channel is { } channel)
            Write(json, channel);
        else
            json.WriteNull("channel");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ChannelTerms channel)
    {
        json.WriteStartObject("channel");
        json.WriteString("id", channel.Channel.ToString());
        json.WriteString("balance", Text(channel.Balance));
        json.WriteString("settledBytes", Text(channel.SettledBytes));
        json.WriteString("coveredBytes", Text(channel.CoveredBytes));
        json.WriteString("deliveredBytes", Text(channel.DeliveredBytes));
        if (channel.WithdrawableFrom is { } from)
            json.WriteNumber("withdrawableFrom", from.Value);
        else
            json.WriteNull("withdrawableFrom");
        json.WriteEndObject();
    }

    private static string Text(ulong amount) => amount.ToString(CultureInfo.InvariantCulture);
}
