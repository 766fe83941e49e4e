using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Walrus.Client.Http;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger.Events;

namespace Walrus.Gateway.LedgerApi;

/// <summary>
/// Events as they happen, each with its position as the id, so that a client that reconnects with <c>Last-Event-ID</c> misses none. A slow
/// reader holds up nothing: it is sent what is kept when it is ready for more, and cut off when that is gone.
/// </summary>
internal sealed class EventStream(LedgerReplica replica, LedgerHistory history, NetworkClock clock, CancellationToken stopping)
{
    public const string MediaType = "text/event-stream";

    private const int Together = 256;
    private const int StreamsMax = 256;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private int _streams;

    /// <summary>Follows from the event after <c>Last-Event-ID</c>, else from <paramref name="from"/>, else from now on.</summary>
    public async Task FollowAsync(HttpContext http, EventQuery events, ulong? from)
    {
        ulong position = LastEventId(http.Request) is { } last ? last + 1 : from ?? replica.Read(static machine => machine.NextEventPosition);
        // Refused before the answer begins, if it must be.
        _ = await events.PageAsync(history, position, 1, http.RequestAborted);
        if (Interlocked.Increment(ref _streams) > StreamsMax)
        {
            Interlocked.Decrement(ref _streams);
            throw new LedgerRequestException(ErrorStatus.ResourceExhausted, "TOO_MANY_STREAMS", "too many clients follow events here; try again later");
        }

        try
        {
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
            await SendAsync(http, events, position, end.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested || http.RequestAborted.IsCancellationRequested)
        {
            // The client left, or this process stops: a stream has no other end.
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }

    private async Task SendAsync(HttpContext http, EventQuery events, ulong position, CancellationToken end)
    {
        LedgerReads.SetHeight(http, replica.Read(static machine => machine.Head.Height));
        http.Response.ContentType = MediaType;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(": walrus ledger events\n\n", end);
        await http.Response.Body.FlushAsync(end);
        while (true)
        {
            Task moved = replica.NextMove();
            (List<LedgerEvent> page, ulong next) = await PageAsync(events, position, end);
            bool atEnd = next == position;
            position = next;
            if (page.Count > 0)
                await http.Response.WriteAsync(Format(page), end);
            else if (atEnd && await Task.WhenAny(moved, Task.Delay(Heartbeat, clock.Underlying, end)) != moved)
                await http.Response.WriteAsync(": heartbeat\n\n", end);
            end.ThrowIfCancellationRequested();
            await http.Response.Body.FlushAsync(end);
        }
    }

    private async Task<(List<LedgerEvent> Page, ulong Next)> PageAsync(EventQuery events, ulong position, CancellationToken end)
    {
        try
        {
            return await events.PageAsync(history, position, Together, end);
        }
        catch (LedgerRequestException gone)
        {
            // The answer has begun: a broken connection tells the client, who learns the reason when it comes back.
            throw new IOException(gone.Message);
        }
    }

    private static string Format(List<LedgerEvent> page)
    {
        StringBuilder text = new();
        foreach (LedgerEvent item in page)
        {
            string json = Encoding.UTF8.GetString(WalrusJson.ToUtf8(writer => EventJson.Write(writer, item)));
            text.Append(CultureInfo.InvariantCulture, $"id: {item.Position}\nevent: {item.Body.Kind}\ndata: {json}\n\n");
        }

        return text.ToString();
    }

    private static ulong? LastEventId(HttpRequest request)
    {
        string text = request.Headers["Last-Event-ID"].ToString();
        if (text.Length == 0)
            return null;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong last) && last < ulong.MaxValue
            ? last
            : throw LedgerRequestException.Invalid("'Last-Event-ID' must be the position of an event");
    }
}
