using Walrus.Ledger.Errors;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Pools;

/// <summary>Who may act on a pool (control plane 1.7, 1.8).</summary>
internal static class PoolAccess
{
    /// <summary>The pool, which the sender must own, or hold the capability of its bucket for.</summary>
    public static StoragePool Require(TransactionContext context, PoolArgument argument)
    {
        if (!argument.IsBucket)
            return context.Owned<StoragePool>(argument.Target);
        StoragePool pool = OfBucket(context, argument.Target, out BlobBucket bucket);
        ObjectArgument capability = argument.Capability ?? throw new LedgerException(Reason.EInvalidBlobBucketCap);
        LedgerException.Require(context.Owned<BlobBucketCapability>(capability).Bucket == bucket.Id, Reason.EInvalidBlobBucketCap);
        return pool;
    }

    /// <summary>The pool to certify in: the sender's own, or any bucket's.</summary>
    public static StoragePool RequireCertifiable(TransactionContext context, PoolArgument argument) =>
        argument.IsBucket ? OfBucket(context, argument.Target, out _) : context.Owned<StoragePool>(argument.Target);

    public static void RequireUnexpired(TransactionContext context, StoragePool pool) =>
        LedgerException.Require(context.Now < pool.End, Reason.EInvalidEpochsAhead);

    // Whatever is asked of a bucket, its pool must be alive.
    private static StoragePool OfBucket(TransactionContext context, ObjectArgument argument, out BlobBucket bucket)
    {
        bucket = context.Shared<BlobBucket>(argument);
        StoragePool pool = (StoragePool)context.State.Objects.Find(bucket.Pool)!;
        RequireUnexpired(context, pool);
        return pool;
    }
}
