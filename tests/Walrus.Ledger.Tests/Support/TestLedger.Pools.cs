using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Pools;

namespace Walrus.Ledger.Tests.Support;

/// <content>Storage pools.</content>
public sealed partial class TestLedger
{
    public StoragePool CreatePool(Ed25519Account account, ulong capacity, uint epochs) =>
        Ok(account, new CreatePool(capacity, epochs)).Created.Select(Machine.FindStoragePool).OfType<StoragePool>().Single();

    public PooledBlob RegisterPooled(Ed25519Account account, ObjectId pool, ulong root, bool deletable = false, ulong size = 1000)
    {
        BlobId blob = Make.Blob(root, size);
        Ok(account, new RegisterPooledBlob(PoolArgument.Pool(pool), blob, Make.Bytes(root), size, 1, deletable));
        return Machine.FindStoragePool(pool)!.Blobs[blob];
    }

    public CertifyPooledBlob PooledCertification(PooledBlob blob, PoolArgument pool) => new(pool, blob.BlobId, Make.Certificate(
        Machine.CurrentCommittee, Make.Confirmation(Machine.Epoch.Value, blob.BlobId, blob.Deletable ? blob.Id : null)));

    public PooledBlob CertifyPooled(Ed25519Account account, PooledBlob blob, ObjectId pool)
    {
        Ok(account, PooledCertification(blob, PoolArgument.Pool(pool)));
        return Machine.FindStoragePool(pool)!.Blobs[blob.BlobId];
    }
}
