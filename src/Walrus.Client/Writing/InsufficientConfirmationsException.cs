using System.Collections.Immutable;
using Walrus.Core.Identifiers;

namespace Walrus.Client.Writing;

/// <summary>An upload ended without a quorum. What nodes hold by then stays with them until the registration ends.</summary>
public sealed class InsufficientConfirmationsException : Exception
{
    /// <summary>With what became of each node.</summary>
    public InsufficientConfirmationsException(BlobId blob, int shards, ImmutableArray<NodeUploadResult> nodes)
        : base(Describe(blob, shards, nodes))
    {
        BlobId = blob;
        Nodes = nodes;
    }

    /// <summary>The blob.</summary>
    public BlobId BlobId { get; }

    /// <summary>All nodes, in the committee's order.</summary>
    public ImmutableArray<NodeUploadResult> Nodes { get; }

    /// <summary>Shards of the nodes that confirmed.</summary>
    public int ConfirmedWeight => WeightOf(Nodes);

    private static int WeightOf(ImmutableArray<NodeUploadResult> nodes) =>
        nodes.Where(node => node.State == NodeUploadState.Confirmed).Sum(node => node.Member.Weight);

    private static string Describe(BlobId blob, int shards, ImmutableArray<NodeUploadResult> nodes)
    {
        IEnumerable<string> missing = nodes
            .Where(node => node.State != NodeUploadState.Confirmed)
            .Select(node => $"{node.Member.Name} ({node.Failure?.Message ?? "not finished"})");
        return $"Nodes with {WeightOf(nodes)} of {shards} shards confirmed blob {blob}, which is no quorum. Missing: {string.Join("; ", missing)}.";
    }
}
