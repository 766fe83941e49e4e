using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Pools;

public sealed class BucketTests
{
    private readonly TestLedger _ledger = new();
    private readonly ObjectId _bucket;
    private readonly ObjectId _capability;

    public BucketTests()
    {
        TransactionEffects effects = _ledger.Ok(_ledger.Developer, new CreatePool(10_000_000, 2), new CreateBucket(ObjectArgument.Created(0)));
        _bucket = effects.Created.Single(id => Machine.FindObject(id) is BlobBucket);
        _capability = effects.Created.Single(id => Machine.FindObject(id) is BlobBucketCapability);
    }

    private LedgerMachine Machine => _ledger.Machine;

    private PoolArgument WithCapability => PoolArgument.Bucket(_bucket, (ObjectArgument)_capability);

    [Fact]
    public void The_capability_does_everything_and_can_be_passed_on()
    {
        _ledger.Ok(_ledger.Developer, Registration(WithCapability), new ExtendPool(WithCapability, 1), new IncreasePool(WithCapability, 1000));
        Assert.Equal((10_001_000ul, new Epoch(4)), (Machine.FindStoragePool(_bucket)!.Capacity, Machine.FindStoragePool(_bucket)!.End));
        _ledger.Ok(_ledger.Developer, new TransferObject(_capability, _ledger.Treasury.Address));
        _ledger.Aborts(Reason.ENotOwner, _ledger.Developer, new ExtendPool(WithCapability, 1));
        _ledger.Ok(_ledger.Treasury, new DeletePooledBlob(WithCapability, Make.Blob(1, 1000)));
        Assert.Empty(Machine.FindStoragePool(_bucket)!.Blobs);
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void Anybody_certifies()
    {
        _ledger.Ok(_ledger.Developer, Registration(WithCapability));
        PooledBlob blob = Assert.Single(Machine.FindStoragePool(_bucket)!.Blobs.Values);
        _ledger.Ok(_ledger.Treasury, _ledger.PooledCertification(blob, PoolArgument.Bucket(_bucket)));
        Assert.True(Machine.IsCertified(blob.BlobId));
    }

    [Fact]
    public void Nobody_does_anything_without_the_right_capability()
    {
        _ledger.Aborts(Reason.EInvalidBlobBucketCap, _ledger.Developer, Registration(PoolArgument.Bucket(_bucket)));
        TransactionEffects other = _ledger.Ok(_ledger.Developer, new CreatePool(1000, 2), new CreateBucket(ObjectArgument.Created(0)));
        ObjectId foreign = other.Created.Single(id => Machine.FindObject(id) is BlobBucketCapability);
        _ledger.Aborts(Reason.EInvalidBlobBucketCap, _ledger.Developer, new ExtendPool(PoolArgument.Bucket(_bucket, (ObjectArgument)foreign), 1));
        ObjectId pool = Machine.FindStoragePool(_bucket)!.Id;
        _ledger.Aborts(Reason.ENotOwner, _ledger.Developer, new DestroyPool(pool));
        _ledger.Aborts(Reason.ENotOwner, _ledger.Developer, new DecreasePool(pool, 1));
        _ledger.Aborts(Reason.EWrongObjectKind, _ledger.Developer, new ExtendPool(PoolArgument.Bucket(pool, (ObjectArgument)_capability), 1));
    }

    [Fact]
    public void Nothing_is_done_with_a_bucket_that_has_ended()
    {
        _ledger.Ok(_ledger.Developer, Registration(WithCapability));
        PooledBlob blob = Assert.Single(Machine.FindStoragePool(_bucket)!.Blobs.Values);
        _ledger.NextEpoch();
        _ledger.NextEpoch();
        _ledger.Aborts(Reason.EInvalidEpochsAhead, _ledger.Treasury, _ledger.PooledCertification(blob, PoolArgument.Bucket(_bucket)));
        _ledger.Aborts(Reason.EInvalidEpochsAhead, _ledger.Developer, new ExtendPool(WithCapability, 1));
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    private static RegisterPooledBlob Registration(PoolArgument pool) => new(pool, Make.Blob(1, 1000), Make.Bytes(1), 1000, 1, Deletable: true);
}
