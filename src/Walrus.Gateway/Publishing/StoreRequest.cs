using Microsoft.AspNetCore.Http;
using Walrus.Core.Identifiers;
using Walrus.Gateway.Http;

namespace Walrus.Gateway.Publishing;

/// <summary>What a client asked for when it stored a blob (HTTP interfaces 5.1).</summary>
internal sealed record StoreRequest
{
    /// <summary>Lifetime in epochs from the current one.</summary>
    public required uint Epochs { get; init; }

    /// <summary>Not deletable; deletable is the default.</summary>
    public required bool Permanent { get; init; }

    /// <summary>Account that receives the blob object.</summary>
    public required Address? Receiver { get; init; }

    /// <summary>Wrap the blob object so that anybody can extend it.</summary>
    public required bool Share { get; init; }

    /// <summary>Store even when a sufficient permanent copy is certified.</summary>
    public required bool Force { get; init; }

    /// <summary>Use storage and registered blobs that the publisher's account owns.</summary>
    public required bool ReuseResources { get; init; }

    /// <summary>Whether the query asked for permanent and deletable at once.</summary>
    public required bool ContradictoryPersistence { get; init; }

    /// <summary>Reads the strict query of <c>PUT /v1/blobs</c>.</summary>
    /// <exception cref="QueryException">A parameter is unknown, repeated or malformed.</exception>
    public static StoreRequest Parse(IQueryCollection query)
    {
        QueryReader read = new(
            query, "epochs", "permanent", "deletable", "send_object_to", "share", "force", "reuse_resources", "encoding_type", "quilt_version");
        bool permanent = read.Flag("permanent") ?? false;
        StoreRequest request = new()
        {
            Epochs = read.Number("epochs") ?? 1,
            Permanent = permanent,
            Receiver = read.Address("send_object_to"),
            Share = read.Flag("share") ?? false,
            Force = read.Flag("force") ?? false,
            ReuseResources = read.Flag("reuse_resources") ?? false,
            ContradictoryPersistence = permanent && (read.Flag("deletable") ?? false),
        };
        if (request.Share && request.Receiver is not null)
            throw new QueryException("share and send_object_to exclude each other");
        if (read.Text("encoding_type") is { } encoding && !string.Equals(encoding, nameof(EncodingType.RS2), StringComparison.OrdinalIgnoreCase))
            throw new QueryException($"encoding_type '{encoding}' is not supported; it must be RS2");
        return request;
    }
}
