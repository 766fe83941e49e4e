using System.Net;
using Walrus.Client.Ledger;
using Walrus.Ledger.Commands;

namespace Walrus.Gateway.Tests.LedgerApi;

[Collection(GatewayCollection.Name)]
public sealed class EventStreamTests(GatewayFixture fixture)
{
    [Fact]
    public async Task Events_are_followed_live_from_any_position()
    {
        LedgerSession session = await LedgerSession.StartAsync(fixture);
        ulong from = session.Replica.Read(static machine => machine.NextEventPosition);
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(60));
        List<ulong> seen = [];
        Task following = Task.Run(async () =>
        {
            await foreach (LedgerEventAnswer item in new LedgerEventFeed(session.Ledger, TimeProvider.System).FollowAsync(from, ["WalBurned"], end.Token))
            {
                seen.Add(item.Position);
                if (seen.Count == 3)
                    return;
            }
        });
        for (ulong nonce = 0; nonce < 3; nonce++)
            await session.Ledger.SubmitAsync(session.Sign(nonce, new BurnWal(nonce + 1)));
        await following;
        LedgerEventPage page = await session.Ledger.GetEventsAsync(from, 1000, ["WalBurned"]);
        Assert.Equal(page.Events.Select(static item => item.Position).Take(3), seen);
    }

    [Fact]
    public async Task A_stream_goes_on_after_the_last_event_id()
    {
        LedgerSession session = await LedgerSession.StartAsync(fixture);
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri("/v1/ledger/events?from=0", UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add("Last-Event-ID", "1");
        using HttpResponseMessage answer = await fixture.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using StreamReader lines = new(await answer.Content.ReadAsStreamAsync());
        string? line = await lines.ReadLineAsync();
        while (line is not null && !line.StartsWith("id: ", StringComparison.Ordinal))
            line = await lines.ReadLineAsync();
        Assert.Equal("id: 2", line);
        Assert.StartsWith("event: ", await lines.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Contains("\"position\":2", await lines.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_last_event_id_is_refused()
    {
        LedgerSession session = await LedgerSession.StartAsync(fixture);
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri("/v1/ledger/events", UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add("Last-Event-ID", "yesterday");
        await LedgerSession.AssertRefusedAsync(fixture.Http.SendAsync(request), HttpStatusCode.BadRequest, "INVALID_REQUEST");
        Assert.True(session.Height > 0);
    }
}
