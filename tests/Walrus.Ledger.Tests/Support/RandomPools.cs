using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Support;

/// <summary>Random commands on storage pools, buckets and what they hold; most make sense, some do not.</summary>
internal static class RandomPools
{
    public const int Kinds = 16;

    public static Command[] Commands(TestLedger ledger, Ed25519Account account, int kind, int first, int second, int third) => kind switch
    {
        0 or 1 => [new CreatePool(Bytes(second) * 4, (uint)(third % 5)), Registration(PoolArgument.Pool(ObjectArgument.Created(0)), ledger, first, third)],
        2 => [new CreatePoolWithReservation(Owned<StorageReservation>(ledger, account, first))],
        3 or 4 => [Registration(Pool(ledger, account, first), ledger, second, third)],
        5 or 6 or 7 => [Certification(ledger, Pool(ledger, account, first), second, third)],
        8 => [new DeletePooledBlob(Pool(ledger, account, first), Inside(ledger, Pool(ledger, account, first), second))],
        9 => [new ExtendPool(Pool(ledger, account, first), (uint)(third % 4))],
        10 => [new IncreasePool(Pool(ledger, account, first), Bytes(second))],
        11 => [new IncreasePoolWithReservation(Owned<StoragePool>(ledger, account, first), Owned<StorageReservation>(ledger, account, second))],
        12 when third % 2 == 0 => [new DecreasePool(Owned<StoragePool>(ledger, account, first), Bytes(second))],
        12 => [new DecreasePoolByPercent(Owned<StoragePool>(ledger, account, first), (byte)(second % 110))],
        13 => [new BurnExpiredPooledBlob(Owned<StoragePool>(ledger, account, first), Inside(ledger, OwnPool(ledger, account, first), second))],
        14 when third % 3 > 0 => [new DestroyPool(Owned<StoragePool>(ledger, account, first))],
        14 => [new CreateBucket(Owned<StoragePool>(ledger, account, first))],
        _ => [new SetPooledAttribute(Owned<StoragePool>(ledger, account, first), Inside(ledger, OwnPool(ledger, account, first), second), "key", $"{third}")],
    };

    private static ulong Bytes(int number) => (ulong)(number % 5) * 500_000;

    private static RegisterPooledBlob Registration(PoolArgument pool, TestLedger ledger, int first, int third)
    {
        ulong size = (ulong)(third % 3) * 1000;
        return new RegisterPooledBlob(pool, Make.Blob((ulong)(first % 4), size), Make.Bytes((ulong)(first % 4)), size, 1, third % 2 == 0);
    }

    private static CertifyPooledBlob Certification(TestLedger ledger, PoolArgument pool, int second, int third)
    {
        BlobId id = Inside(ledger, pool, second);
        PooledBlob? blob = Find(ledger, pool)?.Blobs.GetValueOrDefault(id);
        byte[] message = Make.Confirmation(
            ledger.Machine.Epoch.Value, id, blob is { Deletable: true } && third % 7 > 0 ? blob.Id : null);
        ushort[] signers = third % 9 == 0 ? [0, 1] : [];
        return new CertifyPooledBlob(pool, id, Make.Certificate(ledger.Machine.CurrentCommittee, message, signers));
    }

    private static BlobId Inside(TestLedger ledger, PoolArgument pool, int number)
    {
        BlobId[] blobs = [.. Find(ledger, pool)?.Blobs.Keys ?? []];
        return blobs.Length == 0 ? Make.Blob((ulong)number, 5) : blobs[number % blobs.Length];
    }

    private static StoragePool? Find(TestLedger ledger, PoolArgument pool) => ledger.Machine.FindStoragePool(pool.Target.Resolve(default));

    // A bucket now and then, with the account's capability for it.
    private static PoolArgument Pool(TestLedger ledger, Ed25519Account account, int number)
    {
        BlobBucketCapability[] rights = [.. ledger.Machine.OwnedObjects(account.Address).Select(ledger.Machine.FindObject).OfType<BlobBucketCapability>()];
        if (rights.Length == 0 || number % 3 > 0)
            return OwnPool(ledger, account, number);
        BlobBucketCapability right = rights[number % rights.Length];
        return PoolArgument.Bucket(right.Bucket, (ObjectArgument)right.Id);
    }

    private static PoolArgument OwnPool(TestLedger ledger, Ed25519Account account, int number) =>
        PoolArgument.Pool(Owned<StoragePool>(ledger, account, number));

    private static ObjectId Owned<T>(TestLedger ledger, Ed25519Account account, int number) where T : LedgerObject
    {
        ObjectId[] ids = [.. ledger.Machine.OwnedObjects(account.Address).Where(id => ledger.Machine.FindObject(id) is T)];
        return ids.Length == 0 ? Make.Id((ulong)number) : ids[number % ids.Length];
    }
}
