using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.DenyLists;
using Walrus.Ledger.EventBlobs;
using Walrus.Ledger.Execution;

namespace Walrus.Ledger.Commands;

/// <summary>Publishes a node's new deny list, for others to measure (control plane 1.10).</summary>
/// <param name="Node">The node; the sender acts for it.</param>
/// <param name="Root">Root of the list.</param>
/// <param name="Sequence">Number of the list, above that of the last certified one.</param>
public sealed record AnnounceDenyList(ObjectId Node, Bytes32 Root, ulong Sequence) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.AnnounceDenyList;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.Bytes32(Root);
        writer.U64(Sequence);
    }

    internal override void Execute(TransactionContext context) => DenyListRules.Announce(context, this);
}

/// <summary>Makes a node's deny list count (control plane 1.10).</summary>
/// <param name="Node">The node; the sender acts for it.</param>
/// <param name="Certificate">Signed by a quorum.</param>
public sealed record CertifyDenyList(ObjectId Node, Certificate Certificate) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.CertifyDenyList;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.Value(Certificate);
    }

    internal override void Execute(TransactionContext context) => DenyListRules.Certify(context, this);
}

/// <summary>Records that a denied blob is deleted network-wide (control plane 1.10).</summary>
/// <param name="Certificate">With the weight of one correct node at least.</param>
public sealed record DeleteDeniedBlob(Certificate Certificate) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.DeleteDeniedBlob;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Certificate);

    internal override void Execute(TransactionContext context) => DenyListRules.DeleteBlob(context, this);
}

/// <summary>Announces a protocol version that a quorum has signed (control plane 6.1, 8.2).</summary>
/// <param name="Node">The node; the sender acts for it.</param>
/// <param name="Certificate">Signed by a quorum.</param>
public sealed record UpdateProtocolVersion(ObjectId Node, Certificate Certificate) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.UpdateProtocolVersion;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.Value(Certificate);
    }

    internal override void Execute(TransactionContext context) => DenyListRules.UpdateProtocolVersion(context, this);
}

/// <summary>Attests a blob of the event stream; the quorum's last attestation certifies it (control plane 6.4).</summary>
/// <param name="Node">The node; the sender acts for it.</param>
/// <param name="BlobId">Id of the blob.</param>
/// <param name="RootHash">Root of the Merkle tree over the sliver pairs.</param>
/// <param name="Size">Unencoded bytes.</param>
/// <param name="EncodingType">How it is encoded: 1.</param>
/// <param name="EndingCheckpoint">Where in the stream it ends.</param>
/// <param name="Epoch">The current epoch.</param>
public sealed record AttestEventBlob(
    ObjectId Node, BlobId BlobId, Bytes32 RootHash, ulong Size, byte EncodingType, ulong EndingCheckpoint, Epoch Epoch) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.AttestEventBlob;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.Value(BlobId);
        writer.Bytes32(RootHash);
        writer.U64(Size);
        writer.U8(EncodingType);
        writer.U64(EndingCheckpoint);
        writer.U32(Epoch.Value);
    }

    internal override void Execute(TransactionContext context) => EventBlobRules.Attest(context, this);
}
