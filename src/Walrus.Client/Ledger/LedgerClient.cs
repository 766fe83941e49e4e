using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Walrus.Client.Buffers;
using Walrus.Client.Http;
using Walrus.Client.StorageNodes;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Proofs;
using Walrus.Ledger.Transactions;

namespace Walrus.Client.Ledger;

/// <summary>
/// The ledger API of a gateway (interfaces 2). Blocks, proofs and effects come as the bytes of the ledger format; nothing that this returns
/// is verified: <see cref="LightClient.LightClient"/> does that.
/// </summary>
/// <param name="http">Reaches the gateway; its base address is the gateway's. Not disposed.</param>
public sealed class LedgerClient(HttpClient http)
{
    private const int JsonMax = 64 << 20;
    private const int BcsMax = 64 << 20;

    /// <summary>Where the network stands.</summary>
    /// <exception cref="LedgerApiException">It cannot be reached, or refuses. So with every method here.</exception>
    public Task<LedgerInfo> GetInfoAsync(CancellationToken cancellation = default) =>
        GetJsonAsync("/v1/ledger/info", LedgerAnswerReader.Info, cancellation);

    /// <summary>An account and a page of what it owns.</summary>
    public Task<LedgerAccount> GetAccountAsync(Address address, ObjectId? after = null, int limit = 100, CancellationToken cancellation = default) =>
        GetJsonAsync(Path($"/v1/ledger/accounts/{address}?limit={limit}{(after is { } id ? $"&after={id}" : "")}"), LedgerAnswerReader.Account, cancellation);

    /// <summary>An object.</summary>
    public Task<LedgerObjectAnswer> GetObjectAsync(ObjectId id, CancellationToken cancellation = default) =>
        GetJsonAsync($"/v1/ledger/objects/{id}", LedgerAnswerReader.Object, cancellation);

    /// <summary>A page of events from a position on, of some kinds if any are named.</summary>
    public Task<LedgerEventPage> GetEventsAsync(ulong from, int limit = 100, IReadOnlyCollection<string>? kinds = null, CancellationToken cancellation = default) =>
        GetJsonAsync(Path($"/v1/ledger/events?from={from}&limit={limit}{Kinds(kinds)}"), LedgerAnswerReader.Events, cancellation);

    /// <summary>A block.</summary>
    public Task<Block> GetBlockAsync(ulong height, CancellationToken cancellation = default) =>
        GetBcsAsync<Block>(Path($"/v1/ledger/blocks/{height}"), cancellation);

    /// <summary>What the network was founded with, as the gateway says.</summary>
    public Task<Genesis> GetGenesisAsync(CancellationToken cancellation = default) => GetBcsAsync<Genesis>("/v1/ledger/genesis", cancellation);

    /// <summary>The newest checkpoint, of the head if its committee signs in time.</summary>
    public Task<Checkpoint> GetCheckpointAsync(CancellationToken cancellation = default) => GetBcsAsync<Checkpoint>("/v1/ledger/checkpoint", cancellation);

    /// <summary>The hand-over of an epoch's committee.</summary>
    public Task<CommitteeHandover> GetHandoverAsync(Epoch epoch, CancellationToken cancellation = default) =>
        GetBcsAsync<CommitteeHandover>($"/v1/ledger/handovers/{epoch}", cancellation);

    /// <summary>An availability proof of a height of at least <paramref name="minHeight"/>, with the hand-overs from the committee of <paramref name="fromEpoch"/> on.</summary>
    public Task<AvailabilityProof> GetProofAsync(BlobId blob, Epoch fromEpoch, ulong minHeight = 0, CancellationToken cancellation = default) =>
        GetBcsAsync<AvailabilityProof>(Path($"/v1/ledger/proofs/blobs/{blob}?fromEpoch={fromEpoch}&minHeight={minHeight}"), cancellation);

    /// <summary>Orders a transaction. When the outcome stays unknown, send the same once more: it is applied once.</summary>
    public Task<TransactionEffects> SubmitAsync(SignedTransaction transaction, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return PostAsync("/v1/ledger/transactions", transaction.ToBytes(), cancellation);
    }

    /// <summary>What a transaction would do; nothing is applied.</summary>
    public Task<TransactionEffects> SimulateAsync(Transaction transaction, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return PostAsync("/v1/ledger/simulate", transaction.Bytes.ToArray(), cancellation);
    }

    internal static string Kinds(IReadOnlyCollection<string>? kinds) => kinds is { Count: > 0 } ? $"&kind={string.Join(',', kinds.Select(Uri.EscapeDataString))}" : "";

    internal static string Path(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);

    /// <summary>Sends a request; whoever calls disposes the answer, whose status is a good one.</summary>
    internal async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            HttpResponseMessage answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
                return answer;
            using (answer)
                throw await RefusalAsync(answer, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || failure is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new LedgerApiException($"The ledger API at {http.BaseAddress} cannot be reached: {failure.Message}", failure);
        }
    }

    private static async Task<LedgerApiException> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        using PooledBytes? body = await BoundedBody.ReadAsync(answer.Content, StorageNodeLimits.OtherBody, cancellation).ConfigureAwait(false);
        return new LedgerApiException(
            answer.StatusCode, body is not null && ErrorEnvelope.TryParse(body.Memory, (int)answer.StatusCode, out ErrorEnvelope? envelope) ? envelope : null);
    }

    private async Task<T> GetJsonAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(path, UriKind.Relative));
        return await AnswerAsync(request, JsonMax, body =>
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return read(document.RootElement);
        }, cancellation).ConfigureAwait(false);
    }

    private async Task<T> GetBcsAsync<T>(string path, CancellationToken cancellation) where T : IBcs<T>
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(WalrusJson.BcsMediaType));
        return await AnswerAsync(request, BcsMax, static body => BcsFormat.FromBytes<T>(body.Span), cancellation).ConfigureAwait(false);
    }

    private async Task<TransactionEffects> PostAsync(string path, byte[] transaction, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new ByteArrayContent(transaction) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(WalrusJson.BcsMediaType);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(WalrusJson.BcsMediaType));
        return await AnswerAsync(request, BcsMax, static body => BcsFormat.FromBytes<TransactionEffects>(body.Span), cancellation).ConfigureAwait(false);
    }

    private async Task<T> AnswerAsync<T>(HttpRequestMessage request, int limit, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellation)
    {
        try
        {
            using HttpResponseMessage answer = await SendAsync(request, cancellation).ConfigureAwait(false);
            using PooledBytes body = await BoundedBody.ReadAsync(answer.Content, limit, cancellation).ConfigureAwait(false)
                ?? throw new LedgerApiException($"The ledger API's answer exceeds {limit} bytes.");
            return read(body.Memory);
        }
        catch (Exception nonsense) when (nonsense is JsonException or FormatException or InvalidOperationException or ProtocolException)
        {
            throw new LedgerApiException($"The ledger API's answer makes no sense: {nonsense.Message}", nonsense);
        }
        catch (IOException broken)
        {
            throw new LedgerApiException($"The ledger API's answer broke off: {broken.Message}", broken);
        }
    }
}
