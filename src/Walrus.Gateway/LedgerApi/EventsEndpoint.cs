using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Walrus.Gateway.Http;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Events;

namespace Walrus.Gateway.LedgerApi;

/// <summary><c>GET /v1/ledger/events</c>: a page of events in order, or, as <c>text/event-stream</c>, all from a position on, live.</summary>
internal sealed class EventsEndpoint(LedgerReads reads, LedgerHistory history, EventStream stream)
{
    private const uint DefaultLimit = 100;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/ledger/events", reads.Read(AnswerAsync, "from", "kind", "limit"));

    private async Task AnswerAsync(HttpContext http, QueryReader query)
    {
        EventQuery events = new(query);
        ulong? from = query.LongNumber("from");
        if (http.Request.Headers.Accept.ToString().Contains(EventStream.MediaType, StringComparison.OrdinalIgnoreCase))
        {
            await stream.FollowAsync(http, events, from);
            return;
        }

        (List<LedgerEvent> page, ulong next) = await events.PageAsync(history, from ?? history.First, query.Limit(DefaultLimit), http.RequestAborted);
        await reads.AnswerAsync(http, (json, machine) =>
        {
            json.WriteStartObject();
            EventJson.WriteArray(json, "events", page);
            // Where to go on, also when no event of the kind was among those looked at.
            json.WriteNumber("next", next);
            json.WriteNumber("end", machine.NextEventPosition);
            json.WriteEndObject();
        });
    }
}
