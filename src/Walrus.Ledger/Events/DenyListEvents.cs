using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Events;

/// <summary>A node announced a deny list.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Root">Root of the list.</param>
/// <param name="SequenceNumber">Number of the list.</param>
/// <param name="NodeId">The node.</param>
public sealed record RegisterDenyListUpdate(Epoch Epoch, Bytes32 Root, ulong SequenceNumber, ObjectId NodeId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.RegisterDenyListUpdate;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Bytes32(Root);
        writer.U64(SequenceNumber);
        writer.Value(NodeId);
    }

    internal static RegisterDenyListUpdate ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        reader.Bytes32(),
        reader.U64(),
        ObjectId.Read(ref reader));
}

/// <summary>A node's deny list was certified.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Root">Root of the list.</param>
/// <param name="SequenceNumber">Number of the list.</param>
/// <param name="NodeId">The node.</param>
public sealed record DenyListUpdate(Epoch Epoch, Bytes32 Root, ulong SequenceNumber, ObjectId NodeId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.DenyListUpdate;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Bytes32(Root);
        writer.U64(SequenceNumber);
        writer.Value(NodeId);
    }

    internal static DenyListUpdate ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        reader.Bytes32(),
        reader.U64(),
        ObjectId.Read(ref reader));
}

/// <summary>A denied blob was deleted network-wide.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="BlobId">Id of the blob.</param>
public sealed record DenyListBlobDeleted(Epoch Epoch, BlobId BlobId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.DenyListBlobDeleted;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(BlobId);
    }

    internal static DenyListBlobDeleted ReadFields(ref BcsReader reader) => new(new Epoch(reader.U32()), BlobId.Read(ref reader));
}
