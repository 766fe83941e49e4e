using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;

namespace Walrus.Ledger.Pools;

/// <summary>The life of blobs inside storage pools (control plane 1.7).</summary>
internal static class PooledBlobRules
{
    public static void Register(TransactionContext context, RegisterPooledBlob command)
    {
        StoragePool pool = PoolAccess.Require(context, command.Pool);
        LedgerException.Require(pool.Storage.Covers(context.Now), Reason.EInvalidEpochsAhead);
        ulong encodedSize = BlobRules.RequireEncodable(context, command.BlobId, command.RootHash, command.Size, command.EncodingType);
        LedgerException.Require(encodedSize <= pool.Unused, Reason.EInsufficientCapacity);
        LedgerException.Require(!pool.Blobs.ContainsKey(command.BlobId), Reason.EFieldAlreadyExists);
        BlobInfo info = BlobRegistry.GetAllowed(context.State, command.BlobId);
        context.Pay(SpaceMarket.TakeWriteFee(context.State, encodedSize), CostKind.Write);

        PooledBlob blob = new(
            context.NewObjectId(), context.Now, command.BlobId, command.Size, EncodingType.RS2, CertifiedEpoch: null,
            command.Deletable, Attributes: null);
        context.Put(pool.With(blob) with { UsedBytes = pool.UsedBytes + encodedSize });
        EventPlace place = context.Emit(new PooledBlobRegistered(
            context.Now, blob.BlobId, blob.Size, command.EncodingType, blob.Deletable, blob.Id, pool.Id));
        BlobRegistry.Put(context.State, info.PooledRegistered(blob.Id, pool.Id, context.Now, blob.Deletable, place));
    }

    public static void Certify(TransactionContext context, CertifyPooledBlob command)
    {
        StoragePool pool = PoolAccess.RequireCertifiable(context, command.Pool);
        PooledBlob blob = Find(pool, command.BlobId);
        StorageConfirmation message = context.Certified<StorageConfirmation>(command.Certificate, IntentType.StorageConfirmation);
        LedgerException.Require(message.BlobId == blob.BlobId, Reason.EInvalidBlobId);
        LedgerException.Require(blob.CertifiedEpoch is null, Reason.EAlreadyCertified);
        LedgerException.Require(context.Now < pool.End, Reason.EResourceBounds);
        LedgerException.Require(message.Persistence.IsDeletable == blob.Deletable, Reason.EInvalidBlobPersistenceType);
        LedgerException.Require(!blob.Deletable || message.Persistence.DeletableObject == blob.Id, Reason.EInvalidBlobObject);

        context.Put(pool.With(blob with { CertifiedEpoch = context.Now }));
        EventPlace place = context.Emit(new PooledBlobCertified(context.Now, blob.BlobId, blob.Deletable, blob.Id, pool.Id));
        BlobInfo info = BlobRegistry.Get(context.State, blob.BlobId);
        BlobRegistry.Put(context.State, info.PooledCertifiedAt(blob.Id, context.Now, place));
    }

    public static void Delete(TransactionContext context, DeletePooledBlob command)
    {
        StoragePool pool = PoolAccess.Require(context, command.Pool);
        PoolAccess.RequireUnexpired(context, pool);
        PooledBlob blob = Find(pool, command.BlobId);
        LedgerException.Require(blob.Deletable, Reason.EBlobNotDeletable);
        context.Put(pool.Without(blob, EncodedSize(context, blob)));
        context.Emit(new PooledBlobDeleted(context.Now, blob.BlobId, blob.Id, blob.CertifiedEpoch is not null, pool.Id));
        BlobRegistry.Put(context.State, BlobRegistry.Get(context.State, blob.BlobId).PooledGone(blob.Id));
    }

    /// <summary>Makes room in a pool that has ended; the aggregates forgot the blob when it did.</summary>
    public static void BurnExpired(TransactionContext context, BurnExpiredPooledBlob command)
    {
        StoragePool pool = context.Owned<StoragePool>(command.Pool);
        LedgerException.Require(context.Now >= pool.End, Reason.EInvalidEpochsAhead);
        PooledBlob blob = Find(pool, command.BlobId);
        context.Put(pool.Without(blob, EncodedSize(context, blob)));
        context.Emit(new PooledBlobBurned(context.Now, blob.BlobId, blob.Id, pool.Id));
    }

    public static void ChangeAttributes(TransactionContext context, PooledAttributeCommand command, Func<BlobAttributes?, BlobAttributes?> change)
    {
        StoragePool pool = context.Owned<StoragePool>(command.Pool);
        PooledBlob blob = Find(pool, command.BlobId);
        context.Put(pool.With(blob with { Attributes = change(blob.Attributes) }));
        context.Emit(new BlobAttributesChanged(context.Now, blob.BlobId, blob.Id));
    }

    private static PooledBlob Find(StoragePool pool, BlobId blob) =>
        pool.Blobs.GetValueOrDefault(blob) ?? throw new LedgerException(Reason.EObjectNotFound);

    private static ulong EncodedSize(TransactionContext context, PooledBlob blob) =>
        (ulong)context.Rules.Encoding.EncodedLength((long)blob.Size);
}
