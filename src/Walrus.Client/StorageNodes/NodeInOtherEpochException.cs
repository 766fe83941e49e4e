using Walrus.Core.Identifiers;

namespace Walrus.Client.StorageNodes;

/// <summary>
/// The node speaks for another epoch than it is asked for. Around an epoch's end correct nodes do so: they follow the ledger each at its own
/// pace.
/// </summary>
public sealed class NodeInOtherEpochException : StorageNodeException
{
    /// <summary>What the node speaks for, and what it was asked for.</summary>
    public NodeInOtherEpochException(Uri node, Epoch spoken, Epoch asked) : base(node, $"It signs for epoch {spoken}, not for {asked}.") =>
        (Spoken, Asked) = (spoken, asked);

    /// <summary>The node's epoch, by its own word.</summary>
    public Epoch Spoken { get; }

    /// <summary>The epoch it was asked for.</summary>
    public Epoch Asked { get; }

    /// <summary>Whether the node may come to the epoch asked for yet.</summary>
    public bool IsBehind => Spoken < Asked;
}
