using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Walrus.Client.Ledger;

/// <summary>Events as they happen, over as many connections as it takes: each goes on after the last event that was seen.</summary>
/// <param name="ledger">The ledger API.</param>
/// <param name="time">Clock of the pauses between connections.</param>
public sealed class LedgerEventFeed(LedgerClient ledger, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>All events from a position on, until cancelled.</summary>
    /// <exception cref="LedgerApiException">The position is no longer kept, or the API refuses for another reason that lasts.</exception>
    public async IAsyncEnumerable<LedgerEventAnswer> FollowAsync(
        ulong from, IReadOnlyCollection<string>? kinds = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (true)
        {
            await using IAsyncEnumerator<LedgerEventAnswer> connection = ConnectAsync(from, kinds, cancellation).GetAsyncEnumerator(cancellation);
            while (await MovesAsync(connection, cancellation).ConfigureAwait(false))
            {
                from = connection.Current.Position + 1;
                yield return connection.Current;
            }

            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>False when the connection has ended, however it did.</summary>
    private static async ValueTask<bool> MovesAsync(IAsyncEnumerator<LedgerEventAnswer> connection, CancellationToken cancellation)
    {
        try
        {
            return await connection.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception broken) when (!cancellation.IsCancellationRequested && broken is IOException or LedgerApiException { Code: null or >= System.Net.HttpStatusCode.InternalServerError })
        {
            return false;
        }
    }

    private async IAsyncEnumerable<LedgerEventAnswer> ConnectAsync(
        ulong from, IReadOnlyCollection<string>? kinds, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(LedgerClient.Path($"/v1/ledger/events?from={from}{LedgerClient.Kinds(kinds)}"), UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using HttpResponseMessage answer = await ledger.SendAsync(request, cancellation).ConfigureAwait(false);
        Stream body = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        SseParser<LedgerEventAnswer> parser = SseParser.Create(body, static (_, data) =>
        {
            try
            {
                using JsonDocument json = JsonDocument.Parse(data.ToArray());
                return LedgerAnswerReader.Event(json.RootElement);
            }
            catch (Exception nonsense) when (nonsense is JsonException or FormatException or InvalidOperationException)
            {
                throw new LedgerApiException($"An event of the ledger API makes no sense: {nonsense.Message}", nonsense);
            }
        });
        await foreach (SseItem<LedgerEventAnswer> item in parser.EnumerateAsync(cancellation).ConfigureAwait(false))
            yield return item.Data;
    }
}
