using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;

namespace Walrus.Client.Reading;

/// <summary>What a reader noticed about a node.</summary>
public enum NodeObservationKind
{
    /// <summary>It could not be reached, or failed inside.</summary>
    Unreachable,

    /// <summary>It does not have what it should have.</summary>
    Missing,

    /// <summary>It gave bytes that do not verify. No correct node does that.</summary>
    Wrong,
}

/// <summary>A node failed a reader.</summary>
/// <param name="Node">The node.</param>
/// <param name="Kind">How.</param>
/// <param name="Blob">The blob that was read.</param>
/// <param name="Pair">The pair whose sliver was asked for; null when it was the metadata.</param>
/// <param name="Axis">The axis of the sliver; null when it was the metadata.</param>
/// <param name="Cause">The failure itself.</param>
public sealed record NodeObservation(
    CommitteeMember Node, NodeObservationKind Kind, BlobId Blob, SliverPairIndex? Pair, Axis? Axis, StorageNodeException Cause);

/// <summary>Is told how nodes behave towards readers, so that repairs can be queued. Called by any thread; must be quick.</summary>
public interface INodeObserver
{
    /// <summary>A node failed a reader.</summary>
    void Observe(NodeObservation observation);
}
