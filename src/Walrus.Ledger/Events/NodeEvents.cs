using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Signatures;
using Walrus.Ledger.Committees;

namespace Walrus.Ledger.Events;

/// <summary>A candidate registered.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Node">The node.</param>
/// <param name="Account">The account that acts for it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="CommissionBp">Its share of rewards, in basis points.</param>
public sealed record NodeRegistered(Epoch Epoch, ObjectId Node, Address Account, string Name, ushort CommissionBp) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.NodeRegistered;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Node);
        writer.Value(Account);
        writer.String(Name);
        writer.U16(CommissionBp);
    }

    internal static NodeRegistered ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), Address.Read(ref reader), reader.String(), reader.U16());
}

/// <summary>What is known of a node changed.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Node">The node.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Url">Where it is reached.</param>
public sealed record NodeProfileChanged(Epoch Epoch, ObjectId Node, string Name, string Url) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.NodeProfileChanged;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Node);
        writer.String(Name);
        writer.String(Url);
    }

    internal static NodeProfileChanged ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), reader.String(), reader.String());
}

/// <summary>A node set its votes.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Node">The node.</param>
/// <param name="Votes">The votes.</param>
public sealed record NodeVotesSet(Epoch Epoch, ObjectId Node, NodeVotes Votes) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.NodeVotesSet;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Node);
        writer.Value(Votes);
    }

    internal static NodeVotesSet ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), NodeVotes.Read(ref reader));
}

/// <summary>A node announced its next key.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Node">The node.</param>
/// <param name="BlsKey">The key.</param>
public sealed record NextBlsKeySet(Epoch Epoch, ObjectId Node, BlsPublicKey BlsKey) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.NextBlsKeySet;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Node);
        writer.Value(BlsKey);
    }

    internal static NextBlsKeySet ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), BlsPublicKey.Read(ref reader));
}

/// <summary>The commission of a node is collected by somebody else.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Node">The node.</param>
/// <param name="Receiver">By whom.</param>
public sealed record CommissionReceiverSet(Epoch Epoch, ObjectId Node, Authority Receiver) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.CommissionReceiverSet;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Node);
        writer.Value(Receiver);
    }

    internal static CommissionReceiverSet ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), Authority.Read(ref reader));
}

/// <summary>Somebody else votes for a node.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Node">The node.</param>
/// <param name="Authority">Who.</param>
public sealed record GovernanceAuthoritySet(Epoch Epoch, ObjectId Node, Authority Authority) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.GovernanceAuthoritySet;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Node);
        writer.Value(Authority);
    }

    internal static GovernanceAuthoritySet ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), Authority.Read(ref reader));
}

/// <summary>A node takes no new stake.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Node">The node.</param>
public sealed record NodeRetired(Epoch Epoch, ObjectId Node) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.NodeRetired;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Node);
    }

    internal static NodeRetired ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader));
}

/// <summary>A node asked to be a candidate.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Node">The node.</param>
/// <param name="Stake">FROST that count for it; 0 if it is no candidate.</param>
public sealed record ActiveSetUpdated(Epoch Epoch, ObjectId Node, ulong Stake) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ActiveSetUpdated;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Node);
        writer.U64(Stake);
    }

    internal static ActiveSetUpdated ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), reader.U64());
}
