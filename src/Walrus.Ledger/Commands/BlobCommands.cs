using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Registers a blob in a reservation, which the new blob object consumes whole (control plane 1.4).</summary>
/// <param name="Reservation">Space for the encoded blob, usable now.</param>
/// <param name="BlobId">Id of the blob.</param>
/// <param name="RootHash">Root of the Merkle tree over the sliver pairs.</param>
/// <param name="Size">Unencoded bytes.</param>
/// <param name="EncodingType">How it is encoded: 1.</param>
/// <param name="Deletable">Whether the owner may delete it before it ends.</param>
public sealed record RegisterBlob(
    ObjectArgument Reservation, BlobId BlobId, Bytes32 RootHash, ulong Size, byte EncodingType, bool Deletable) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.RegisterBlob;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Reservation);
        writer.Value(BlobId);
        writer.Bytes32(RootHash);
        writer.U64(Size);
        writer.U8(EncodingType);
        writer.Bool(Deletable);
    }

    internal override void Execute(TransactionContext context) => BlobRules.Register(context, this);
}

/// <summary>Certifies a blob of the sender: the point of availability (control plane 1.4, 6.2).</summary>
/// <param name="Blob">The blob object.</param>
/// <param name="Certificate">Signed by the committee of the current epoch.</param>
public sealed record CertifyBlob(ObjectArgument Blob, Certificate Certificate) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.CertifyBlob;

    internal override (Certificate Certificate, IntentType Type)? Evidence => (Certificate, IntentType.StorageConfirmation);

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Blob);
        writer.Value(Certificate);
    }

    internal override void Execute(TransactionContext context) => BlobRules.Certify(context, this);
}

/// <summary>Prolongs a certified blob by paying (control plane 1.4).</summary>
/// <param name="Blob">The blob object.</param>
/// <param name="Epochs">Epochs to add.</param>
public sealed record ExtendBlob(ObjectArgument Blob, uint Epochs) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ExtendBlob;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Blob);
        writer.U32(Epochs);
    }

    internal override void Execute(TransactionContext context) => BlobRules.Extend(context, this);
}

/// <summary>Prolongs a certified blob with a reservation of the same size that touches its own (control plane 1.4).</summary>
/// <param name="Blob">The blob object.</param>
/// <param name="Reservation">Consumed.</param>
public sealed record ExtendBlobWithReservation(ObjectArgument Blob, ObjectArgument Reservation) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ExtendBlobWithReservation;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Blob);
        writer.Value(Reservation);
    }

    internal override void Execute(TransactionContext context) => BlobRules.ExtendWithReservation(context, this);
}

/// <summary>Deletes a deletable blob and returns its reservation to the owner (control plane 1.4).</summary>
/// <param name="Blob">The blob object.</param>
public sealed record DeleteBlob(ObjectArgument Blob) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.DeleteBlob;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Blob);

    internal override void Execute(TransactionContext context) => BlobRules.Delete(context, this);
}

/// <summary>Destroys a blob object with attributes and reservation; nodes keep the data until its end (control plane 1.4).</summary>
/// <param name="Blob">The blob object.</param>
public sealed record BurnBlob(ObjectArgument Blob) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.BurnBlob;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Blob);

    internal override void Execute(TransactionContext context) => BlobRules.Burn(context, this);
}

/// <summary>Records forever that a blob id commits to slivers that are no codeword (control plane 6.3).</summary>
/// <param name="Certificate">With the weight of one correct node at least.</param>
public sealed record InvalidateBlobId(Certificate Certificate) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.InvalidateBlobId;

    internal override (Certificate Certificate, IntentType Type)? Evidence => (Certificate, IntentType.InvalidBlobId);

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Certificate);

    internal override void Execute(TransactionContext context) => BlobRules.Invalidate(context, this);
}
