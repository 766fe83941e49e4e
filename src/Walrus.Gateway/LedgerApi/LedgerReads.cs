using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Walrus.Client.Http;
using Walrus.Gateway.Http;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger;

namespace Walrus.Gateway.LedgerApi;

/// <summary>
/// What all routes of the ledger API share: strict queries, <c>minHeight</c>, answers of one moment of the local replica with its height
/// beside them, and errors in the envelope.
/// </summary>
internal sealed class LedgerReads(LedgerReplica replica, NetworkClock clock)
{
    /// <summary>Query parameter of every read: the lowest height that the answer may be of.</summary>
    public const string MinHeight = "minHeight";

    private const string HeightHeader = "X-Walrus-Height";
    private static readonly TimeSpan HeightPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CatchUpPatience = TimeSpan.FromSeconds(1);

    /// <summary>A handler of a read, which gets the query once the replica is at the height that it asks for.</summary>
    public RequestDelegate Read(Func<HttpContext, QueryReader, Task> handler, params string[] known) => Guard(async http =>
    {
        QueryReader query = new(http.Request.Query, [MinHeight, .. known]);
        if (query.LongNumber(MinHeight) is { } height && !await replica.WaitForHeightAsync(height, HeightPatience, clock.Underlying, http.RequestAborted))
            throw LedgerRequestException.Unavailable("HEIGHT_NOT_REACHED", $"block {height} has not come within {HeightPatience.TotalSeconds:F0} s");
        await handler(http, query);
    });

    /// <summary>A handler whose refusals become envelopes.</summary>
    public RequestDelegate Guard(RequestDelegate handler) => async http =>
    {
        try
        {
            await handler(http);
        }
        catch (QueryException malformed)
        {
            await RefuseAsync(http, LedgerRequestException.Invalid(malformed.Message));
        }
        catch (LedgerRequestException refused) when (!http.Response.HasStarted)
        {
            await RefuseAsync(http, refused);
        }
    };

    /// <summary>Answers with what <paramref name="find"/> finds; when that is nothing, once more after catching up with the journal.</summary>
    /// <exception cref="LedgerRequestException">It is not there: <paramref name="missing"/>.</exception>
    public async Task AnswerAsync<T>(HttpContext http, Func<LedgerMachine, T?> find, Action<Utf8JsonWriter, T, LedgerMachine> write, LedgerRequestException missing)
        where T : class
    {
        if (Try(find, write) is not { } answer)
        {
            await TryCatchUpAsync(http.RequestAborted);
            answer = Try(find, write) ?? throw missing;
        }

        await SendAsync(http, answer);
    }

    /// <summary>Answers with JSON written under the replica's lock: it is of one moment.</summary>
    public Task AnswerAsync(HttpContext http, Action<Utf8JsonWriter, LedgerMachine> write) =>
        SendAsync(http, replica.Read(machine => (machine.Head.Height, WalrusJson.ToUtf8(json => write(json, machine)))));

    /// <summary>Sends JSON that is of the given height.</summary>
    public static Task AnswerAsync(HttpContext http, ulong height, Action<Utf8JsonWriter> write) => SendAsync(http, (height, WalrusJson.ToUtf8(write)));

    /// <summary>Sends BCS that is of the given height.</summary>
    public static async Task AnswerBcsAsync(HttpContext http, ulong height, ReadOnlyMemory<byte> bytes)
    {
        SetHeight(http, height);
        http.Response.ContentType = WalrusJson.BcsMediaType;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    /// <summary>Whether the client wants BCS rather than JSON.</summary>
    public static bool WantsBcs(HttpRequest request) => request.Headers.Accept.ToString().Contains(WalrusJson.BcsMediaType, StringComparison.OrdinalIgnoreCase);

    public static void SetHeight(HttpContext http, ulong height) =>
        http.Response.Headers[HeightHeader] = height.ToString(CultureInfo.InvariantCulture);

    /// <summary>The height of the replica now.</summary>
    public ulong Height => replica.Read(static machine => machine.Head.Height);

    /// <summary>A miss is only a "not found" after this (rulings 15).</summary>
    public async Task TryCatchUpAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource limit = new(CatchUpPatience, clock.Underlying);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await replica.CatchUpAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw LedgerRequestException.Unavailable("REPLICA_BEHIND", "this process has not caught up with the ledger; try again");
        }
    }

    private (ulong Height, byte[] Body)? Try<T>(Func<LedgerMachine, T?> find, Action<Utf8JsonWriter, T, LedgerMachine> write) where T : class =>
        replica.Read<(ulong, byte[])?>(machine => find(machine) is { } found
            ? (machine.Head.Height, WalrusJson.ToUtf8(json => write(json, found, machine)))
            : null);

    private async Task RefuseAsync(HttpContext http, LedgerRequestException refused)
    {
        SetHeight(http, Height);
        await Answer.ErrorAsync(http, refused.Status, refused.Reason, refused.Message, ErrorDomains.Ledger);
    }

    private static async Task SendAsync(HttpContext http, (ulong Height, byte[] Body) answer)
    {
        SetHeight(http, answer.Height);
        http.Response.ContentType = WalrusJson.MediaType;
        http.Response.ContentLength = answer.Body.Length;
        await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }
}
