using System.Globalization;
using System.Net;
using System.Text.Json;
using Walrus.Core.Identifiers;

namespace Walrus.Testing;

/// <summary>A blob that was stored.</summary>
/// <param name="BlobId">Its id.</param>
/// <param name="Object">The new blob object; null when a sufficient copy was there already.</param>
/// <param name="EndEpoch">First epoch in which it is gone.</param>
public sealed record StoredBlob(BlobId BlobId, ObjectId? Object, Epoch EndEpoch);

/// <summary>The gateway answered with an error.</summary>
public sealed class WalrusRequestException(HttpStatusCode code, string body) : Exception($"The gateway answered {(int)code}: {body}")
{
    /// <summary>HTTP status.</summary>
    public HttpStatusCode Code { get; } = code;

    /// <summary>Body of the answer.</summary>
    public string Body { get; } = body;
}

/// <summary>Stores and reads blobs through the HTTP interfaces of a gateway.</summary>
public sealed class WalrusTestClient(HttpClient gateway)
{
    /// <summary>Stores bytes for a number of epochs; the blob object goes to <paramref name="owner"/>, or stays with the gateway.</summary>
    /// <exception cref="WalrusRequestException">The gateway refused or failed.</exception>
    public async Task<StoredBlob> StoreAsync(ReadOnlyMemory<byte> bytes, uint epochs = 1, bool permanent = false, Address? owner = null)
    {
        string query = string.Create(
            CultureInfo.InvariantCulture, $"/v1/blobs?epochs={epochs}{(permanent ? "&permanent=true" : "")}{(owner is { } to ? $"&send_object_to={to}" : "")}");
        using ReadOnlyMemoryContent content = new(bytes);
        using HttpResponseMessage answer = await gateway.PutAsync(new Uri(query, UriKind.Relative), content);
        string body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new WalrusRequestException(answer.StatusCode, body);
        using JsonDocument json = JsonDocument.Parse(body);
        if (json.RootElement.TryGetProperty("newlyCreated", out JsonElement created))
        {
            JsonElement blob = created.GetProperty("blobObject");
            return new StoredBlob(
                BlobId.Parse(blob.GetProperty("blobId").GetString()!),
                ObjectId.Parse(blob.GetProperty("id").GetString()!),
                new Epoch(blob.GetProperty("storage").GetProperty("endEpoch").GetUInt32()));
        }

        JsonElement existing = json.RootElement.GetProperty("alreadyCertified");
        return new StoredBlob(BlobId.Parse(existing.GetProperty("blobId").GetString()!), null, new Epoch(existing.GetProperty("endEpoch").GetUInt32()));
    }

    /// <summary>Reads a whole blob.</summary>
    /// <exception cref="WalrusRequestException">The gateway refused or failed.</exception>
    public async Task<byte[]> ReadAsync(BlobId blob)
    {
        using HttpResponseMessage answer = await gateway.GetAsync(new Uri($"/v1/blobs/{blob}", UriKind.Relative));
        if (!answer.IsSuccessStatusCode)
            throw new WalrusRequestException(answer.StatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
