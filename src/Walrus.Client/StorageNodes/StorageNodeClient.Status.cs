using System.Globalization;
using System.Text.Json;
using Walrus.Client.Http;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;

namespace Walrus.Client.StorageNodes;

public sealed partial class StorageNodeClient
{
    /// <summary>The node's signed word that it holds all its slivers of the blob; its signature is not checked here.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="persistence">Permanent, or the deletable blob object.</param>
    /// <param name="wait">How long the node may wait for the registration; zero: not at all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StorageNodeRefusedException">NotRegistered, MissingSlivers.</exception>
    public Task<SignedMessage> GetConfirmationAsync(
        BlobId blob, BlobPersistence persistence, TimeSpan wait, CancellationToken cancellation)
    {
        string path = persistence.DeletableObject is { } deletable
            ? $"v1/blobs/{blob}/confirmation/deletable/{deletable}"
            : $"v1/blobs/{blob}/confirmation/permanent";
        if (wait > TimeSpan.Zero)
            path += string.Create(CultureInfo.InvariantCulture, $"?wait_for_registration=true&wait_millis={(long)wait.TotalMilliseconds}");
        return GetJsonAsync(path, _options.RequestTimeout + wait, ReadConfirmation, cancellation);
    }

    /// <summary>The node's signature under the block at a height of the ledger, which it executed; not checked here.</summary>
    /// <exception cref="StorageNodeRefusedException">Unavailable: the node has not come so far.</exception>
    public Task<SignedMessage> GetCheckpointSignatureAsync(ulong height, CancellationToken cancellation) =>
        GetJsonAsync(string.Create(CultureInfo.InvariantCulture, $"v1/checkpoints/{height}/signature"), _options.RequestTimeout, ReadConfirmation, cancellation);

    private static SignedMessage ReadConfirmation(JsonElement data) =>
        SignedMessage.FromJson(data.Member("signed"));

    /// <summary>What the node's view of the ledger says of the blob.</summary>
    public Task<BlobStatus> GetBlobStatusAsync(BlobId blob, CancellationToken cancellation) =>
        GetJsonAsync($"v1/blobs/{blob}/status", _options.RequestTimeout, BlobStatusJson.Read, cancellation);

    /// <summary>What the node says of itself.</summary>
    /// <param name="detailed">Whether to list its shards one by one.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<NodeHealth> GetHealthAsync(bool detailed, CancellationToken cancellation) =>
        GetJsonAsync(detailed ? "v1/health?detailed=true" : "v1/health", _options.RequestTimeout, NodeHealthJson.Read, cancellation);
}
