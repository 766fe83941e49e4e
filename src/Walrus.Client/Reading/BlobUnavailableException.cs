using System.Collections.Immutable;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;

namespace Walrus.Client.Reading;

/// <summary>Too few nodes could give what a read needs.</summary>
public sealed class BlobUnavailableException : Exception
{
    /// <summary>With what each request failed with.</summary>
    public BlobUnavailableException(BlobId blob, string what, IEnumerable<StorageNodeException> failures)
        : this(blob, what, [.. failures]) { }

    private BlobUnavailableException(BlobId blob, string what, ImmutableArray<StorageNodeException> failures)
        : base($"Blob {blob} cannot be read: {what}. {Describe(failures)}")
    {
        BlobId = blob;
        Failures = failures;
    }

    /// <summary>The blob.</summary>
    public BlobId BlobId { get; }

    /// <summary>Why nodes could not help, in the order in which they failed.</summary>
    public ImmutableArray<StorageNodeException> Failures { get; }

    /// <summary>The nodes that refused for this reason, each once.</summary>
    public IEnumerable<Uri> NodesRefusing(StorageNodeReason reason) => Failures
        .OfType<StorageNodeRefusedException>().Where(failure => failure.Reason == reason).Select(failure => failure.Node).Distinct();

    private static string Describe(ImmutableArray<StorageNodeException> failures) =>
        failures.IsEmpty ? "" : $"{failures.Length} requests failed, the last with: {failures[^1].Message}";
}
