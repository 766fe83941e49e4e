using Walrus.Client.Committees;

namespace Walrus.Client.Writing;

/// <summary>How far an upload got at one node.</summary>
public enum NodeUploadState
{
    /// <summary>The node signed that it holds all its slivers.</summary>
    Confirmed,

    /// <summary>The node failed; the failure is given.</summary>
    Failed,

    /// <summary>The upload ended while the node was still being served.</summary>
    Unfinished,
}

/// <summary>What became of an upload at one node.</summary>
/// <param name="Member">The node.</param>
/// <param name="State">How far it got.</param>
/// <param name="Failure">The last failure, if any.</param>
public sealed record NodeUploadResult(CommitteeMember Member, NodeUploadState State, Exception? Failure);
