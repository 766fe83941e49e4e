using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Objects;

namespace Walrus.Ledger.Blobs;

/// <summary>The life of a blob object (control plane 1.4) and invalid blob ids (6.3).</summary>
internal static class BlobRules
{
    public static void Register(TransactionContext context, RegisterBlob command)
    {
        StorageReservation storage = context.Owned<StorageReservation>(command.Reservation);
        LedgerException.Require(storage.Covers(context.Now), Reason.EResourceBounds);
        LedgerException.Require(command.EncodingType == (byte)EncodingType.RS2, Reason.EInvalidEncodingType);
        ulong encodedSize = EncodedSize(context, command.Size);
        LedgerException.Require(encodedSize <= storage.Size, Reason.EResourceSize);
        BlobId derived = BlobIdDerivation.Derive(EncodingType.RS2, command.Size, command.RootHash);
        LedgerException.Require(derived == command.BlobId, Reason.EInvalidBlobId);
        BlobInfo info = BlobRegistry.GetAllowed(context.State, command.BlobId);
        context.Pay(SpaceMarket.TakeWriteFee(context.State, encodedSize), CostKind.Write);

        BlobObject blob = new(
            context.NewObjectId(), context.Sender, context.Now, command.BlobId, command.Size, EncodingType.RS2,
            CertifiedEpoch: null, storage, command.Deletable, Attributes: null);
        context.Remove(storage.Id);
        context.Put(blob);
        EventPlace place = context.Emit(new BlobRegistered(
            context.Now, blob.BlobId, blob.Size, command.EncodingType, blob.End, blob.Deletable, blob.Id));
        BlobRegistry.Put(context.State, info.Registered(blob.Id, context.Now, blob.End, blob.Deletable, place));
        context.State.Expiry.Add(blob.End, blob.BlobId);
    }

    public static void Certify(TransactionContext context, CertifyBlob command)
    {
        BlobObject blob = context.Owned<BlobObject>(command.Blob);
        StorageConfirmation message = context.Certified<StorageConfirmation>(command.Certificate, IntentType.StorageConfirmation);
        LedgerException.Require(message.BlobId == blob.BlobId, Reason.EInvalidBlobId);
        LedgerException.Require(blob.CertifiedEpoch is null, Reason.EAlreadyCertified);
        LedgerException.Require(context.Now < blob.End, Reason.EResourceBounds);
        LedgerException.Require(message.Persistence.IsDeletable == blob.Deletable, Reason.EInvalidBlobPersistenceType);
        LedgerException.Require(!blob.Deletable || message.Persistence.DeletableObject == blob.Id, Reason.EInvalidBlobObject);

        context.Put(blob with { CertifiedEpoch = context.Now });
        EventPlace place = context.Emit(new BlobCertified(
            context.Now, blob.BlobId, blob.End, blob.Deletable, blob.Id, IsExtension: false));
        BlobInfo info = BlobRegistry.Get(context.State, blob.BlobId);
        BlobRegistry.Put(context.State, info.Certified(blob.Id, context.Now, place));
    }

    public static void Extend(TransactionContext context, ExtendBlob command)
    {
        BlobObject blob = context.Owned<BlobObject>(command.Blob);
        RequireExtensible(context, blob);
        ulong cost = SpaceMarket.SellExtension(context.State, blob.End, command.Epochs, blob.Storage.Size);
        context.Pay(cost, CostKind.Storage);
        context.Put(ProlongBought(context, blob, command.Epochs, cost));
    }

    public static void ExtendWithReservation(TransactionContext context, ExtendBlobWithReservation command)
    {
        BlobObject blob = context.Owned<BlobObject>(command.Blob);
        StorageReservation extra = context.Owned<StorageReservation>(command.Reservation);
        RequireExtensible(context, blob);
        LedgerException.Require(extra.End > blob.End, Reason.EResourceBounds);
        StorageReservation storage = ReservationShapes.FusePeriods(blob.Storage, extra);
        context.Remove(extra.Id);
        context.Put(Prolong(context, blob, storage));
    }

    public static void Delete(TransactionContext context, DeleteBlob command)
    {
        BlobObject blob = context.Owned<BlobObject>(command.Blob);
        LedgerException.Require(blob.Deletable, Reason.EBlobNotDeletable);
        LedgerException.Require(context.Now < blob.End, Reason.EResourceBounds);
        context.Remove(blob.Id);
        context.Put(blob.Storage);
        context.Emit(new BlobDeleted(context.Now, blob.BlobId, blob.End, blob.Id, blob.CertifiedEpoch is not null));
        BlobRegistry.Put(context.State, BlobRegistry.Get(context.State, blob.BlobId).Deleted(blob.Id));
    }

    public static void Burn(TransactionContext context, BurnBlob command)
    {
        BlobObject blob = context.Owned<BlobObject>(command.Blob);
        context.Remove(blob.Id);
        context.Emit(new BlobBurned(context.Now, blob.BlobId, blob.Id));
    }

    public static void Invalidate(TransactionContext context, InvalidateBlobId command)
    {
        BlobId blob = context.Certified<InvalidBlobIdMessage>(command.Certificate, IntentType.InvalidBlobId).BlobId;
        EventPlace place = context.Emit(new InvalidBlobID(context.Now, blob));
        BlobRegistry.Put(context.State, BlobRegistry.Get(context.State, blob).Invalidated(context.Now, place));
    }

    public static void RequireExtensible(TransactionContext context, BlobObject blob)
    {
        LedgerException.Require(blob.CertifiedEpoch is not null, Reason.ENotCertified);
        LedgerException.Require(context.Now < blob.End, Reason.EResourceBounds);
    }

    /// <summary>The blob with space for more epochs that was paid for.</summary>
    public static BlobObject ProlongBought(TransactionContext context, BlobObject blob, uint epochs, ulong cost)
    {
        BlobObject prolonged = Prolong(context, blob, blob.Storage with { End = blob.End.Plus(epochs) });
        context.Emit(new StorageExtended(context.Now, blob.Id, blob.End, prolonged.End, blob.Storage.Size, cost));
        return prolonged;
    }

    /// <summary>The blob with a longer reservation, after the event and the aggregate say so.</summary>
    private static BlobObject Prolong(TransactionContext context, BlobObject blob, StorageReservation storage)
    {
        EventPlace place = context.Emit(new BlobCertified(
            blob.CertifiedEpoch!.Value, blob.BlobId, storage.End, blob.Deletable, blob.Id, IsExtension: true));
        BlobInfo info = BlobRegistry.Get(context.State, blob.BlobId);
        BlobRegistry.Put(context.State, info.Extended(blob.Id, storage.End, place));
        context.State.Expiry.Add(storage.End, blob.BlobId);
        return blob with { Storage = storage };
    }

    /// <summary>Encoded bytes of a blob whose id, size and encoding fit each other.</summary>
    public static ulong RequireEncodable(TransactionContext context, BlobId blob, Bytes32 rootHash, ulong size, byte encodingType)
    {
        LedgerException.Require(encodingType == (byte)EncodingType.RS2, Reason.EInvalidEncodingType);
        ulong encodedSize = EncodedSize(context, size);
        LedgerException.Require(BlobIdDerivation.Derive(EncodingType.RS2, size, rootHash) == blob, Reason.EInvalidBlobId);
        return encodedSize;
    }

    private static ulong EncodedSize(TransactionContext context, ulong size)
    {
        // What no shard count of this network can hold fits in no reservation.
        LedgerException.Require(size <= (ulong)context.Rules.Encoding.MaxBlobSize, Reason.EResourceSize);
        return (ulong)context.Rules.Encoding.EncodedLength((long)size);
    }
}
