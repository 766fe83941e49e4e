using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Pools;

/// <summary>Pools on a whole ledger: aggregates, availability and what pools leave behind.</summary>
public sealed class PoolLifeTests
{
    private readonly TestLedger _ledger = new();

    private LedgerMachine Machine => _ledger.Machine;

    [Fact]
    public void A_pool_prolongs_every_blob_in_it_with_one_event()
    {
        StoragePool pool = _ledger.CreatePool(_ledger.Developer, 10_000_000, epochs: 2);
        PooledBlob kept = _ledger.CertifyPooled(_ledger.Developer, _ledger.RegisterPooled(_ledger.Developer, pool.Id, root: 1), pool.Id);
        PooledBlob deletable = _ledger.CertifyPooled(
            _ledger.Developer, _ledger.RegisterPooled(_ledger.Developer, pool.Id, root: 2, deletable: true), pool.Id);
        PooledBlob registered = _ledger.RegisterPooled(_ledger.Developer, pool.Id, root: 3);
        Assert.Equal(new AvailabilityValue(false, new Epoch(3), []), Proven(kept.BlobId));
        Assert.Equal(new AvailabilityValue(false, null, [new DeletableEnd(deletable.Id, new Epoch(3))]), Proven(deletable.BlobId));
        Assert.Null(Proven(registered.BlobId));

        TransactionEffects effects = _ledger.Ok(_ledger.Developer, new ExtendPool(PoolArgument.Pool(pool.Id), 4));
        Assert.Equal(new StoragePoolExtended(new Epoch(1), pool.Id, new Epoch(7)), effects.Events[0].Body);
        Assert.Equal(new AvailabilityValue(false, new Epoch(7), []), Proven(kept.BlobId));
        Assert.Equal(new AvailabilityValue(false, null, [new DeletableEnd(deletable.Id, new Epoch(7))]), Proven(deletable.BlobId));
        for (int i = 0; i < 5; i++)
            _ledger.NextEpoch();
        Assert.True(Machine.IsCertified(kept.BlobId));
        Assert.True(Machine.IsRegistered(registered.BlobId));
        _ledger.NextEpoch();
        Assert.All(new[] { kept, deletable, registered }, blob => Assert.Null(Machine.FindBlob(blob.BlobId)));
        Assert.Null(Proven(kept.BlobId));
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void A_blob_lives_as_long_as_the_last_of_its_objects()
    {
        StoragePool pool = _ledger.CreatePool(_ledger.Developer, 10_000_000, epochs: 2);
        PooledBlob pooled = _ledger.CertifyPooled(_ledger.Developer, _ledger.RegisterPooled(_ledger.Developer, pool.Id, root: 1), pool.Id);
        _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, root: 1, epochs: 4));
        BlobInfo info = Machine.FindBlob(pooled.BlobId)!;
        Assert.Equal((1, 1, 1), (info.PooledTotal, info.PooledCertified, info.PermanentCertified!.Count));
        Assert.Equal(new AvailabilityValue(false, new Epoch(5), []), Proven(pooled.BlobId));
        _ledger.NextEpoch();
        _ledger.NextEpoch();
        info = Machine.FindBlob(pooled.BlobId)!;
        Assert.Equal((0, 0), (info.PooledTotal, info.PooledCertified));
        Assert.Equal(new Epoch(1), info.InitialCertifiedEpoch);
        Assert.True(Machine.IsCertified(pooled.BlobId));
    }

    [Fact]
    public void Nodes_may_confirm_what_is_registered_in_a_pool()
    {
        StoragePool pool = _ledger.CreatePool(_ledger.Developer, 10_000_000, epochs: 2);
        PooledBlob deletable = _ledger.RegisterPooled(_ledger.Developer, pool.Id, root: 1, deletable: true);
        PooledBlob kept = _ledger.RegisterPooled(_ledger.Developer, pool.Id, root: 2);
        Assert.True(Machine.FindBlob(deletable.BlobId)!.IsConfirmable(deletable.Id, Machine.Epoch));
        Assert.False(Machine.FindBlob(deletable.BlobId)!.IsConfirmable(null, Machine.Epoch));
        Assert.True(Machine.FindBlob(kept.BlobId)!.IsConfirmable(null, Machine.Epoch));
        Assert.False(Machine.FindBlob(kept.BlobId)!.IsConfirmable(kept.Id, Machine.Epoch));
    }

    [Fact]
    public void Only_the_owner_acts_on_a_pool_and_a_new_owner_gets_its_space()
    {
        StoragePool pool = _ledger.CreatePool(_ledger.Developer, 10_000_000, epochs: 2);
        _ledger.Aborts(Reason.ENotOwner, _ledger.Treasury, new ExtendPool(PoolArgument.Pool(pool.Id), 1));
        _ledger.Aborts(Reason.ENotOwner, _ledger.Treasury, new DestroyPool(pool.Id));
        _ledger.Ok(_ledger.Developer, new TransferObject(pool.Id, _ledger.Treasury.Address));
        PooledBlob blob = _ledger.RegisterPooled(_ledger.Treasury, pool.Id, root: 1, deletable: true);
        _ledger.Aborts(Reason.EPoolNotEmpty, _ledger.Treasury, new DestroyPool(pool.Id));
        _ledger.Ok(_ledger.Treasury, new DeletePooledBlob(PoolArgument.Pool(pool.Id), blob.BlobId));
        _ledger.Aborts(Reason.EObjectNotFound, _ledger.Treasury, new DeletePooledBlob(PoolArgument.Pool(pool.Id), blob.BlobId));
        TransactionEffects destroyed = _ledger.Ok(_ledger.Treasury, new DestroyPool(pool.Id));
        StorageReservation left = Assert.IsType<StorageReservation>(Machine.FindObject(Assert.Single(destroyed.Created)));
        Assert.Equal((_ledger.Treasury.Address, 10_000_000ul, new Epoch(3)), (left.Owner, left.Size, left.End));
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        StoragePool pool = _ledger.CreatePool(_ledger.Developer, 10_000_000, epochs: 2);
        _ledger.Aborts(Reason.EInvalidEpochsAhead, _ledger.Developer, new CreatePool(1, 0));
        _ledger.Aborts(Reason.EInvalidEpochsAhead, _ledger.Developer, new CreatePool(1, 54));
        _ledger.Aborts(Reason.EInvalidResourceSize, _ledger.Developer, new CreatePool(0, 1));
        _ledger.Aborts(Reason.EStorageExceeded, _ledger.Developer, new CreatePool(5_000_000_000, 1));
        _ledger.Aborts(Reason.EInvalidEpochsAhead, _ledger.Developer, new ExtendPool(PoolArgument.Pool(pool.Id), 0));
        _ledger.Aborts(Reason.EInvalidEpochsAhead, _ledger.Developer, new ExtendPool(PoolArgument.Pool(pool.Id), 52));
        _ledger.Aborts(Reason.EInvalidResourceSize, _ledger.Developer, new IncreasePool(PoolArgument.Pool(pool.Id), 0));
        _ledger.Aborts(Reason.EInvalidPercent, _ledger.Developer, new DecreasePoolByPercent(pool.Id, 101));
        _ledger.Aborts(Reason.EZeroExtractSize, _ledger.Developer, new DecreasePool(pool.Id, 0));
        _ledger.Aborts(Reason.EInvalidEncodingType, _ledger.Developer, Registration(pool.Id, encoding: 0));
        _ledger.Aborts(Reason.EInvalidBlobId, _ledger.Developer, Registration(pool.Id, root: 9));
        PooledBlob blob = _ledger.RegisterPooled(_ledger.Developer, pool.Id, root: 1);
        _ledger.Aborts(Reason.EBlobNotDeletable, _ledger.Developer, new DeletePooledBlob(PoolArgument.Pool(pool.Id), blob.BlobId));
        Certificate other = Make.Certificate(Machine.CurrentCommittee, Make.Confirmation(1, Make.Blob(9, 9), null));
        _ledger.Aborts(Reason.EInvalidBlobId, _ledger.Developer, new CertifyPooledBlob(PoolArgument.Pool(pool.Id), blob.BlobId, other));
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void Attributes_hang_on_blobs_in_pools_too()
    {
        StoragePool pool = _ledger.CreatePool(_ledger.Developer, 10_000_000, epochs: 2);
        BlobId blob = _ledger.RegisterPooled(_ledger.Developer, pool.Id, root: 1).BlobId;
        BlobAttributes two = BlobAttributes.Empty.With("a", "1").With("b", "2");
        _ledger.Aborts(Reason.EMissingMetadata, _ledger.Developer, new TakePooledAttributes(pool.Id, blob));
        _ledger.Ok(_ledger.Developer, new AddPooledAttributes(pool.Id, blob, two));
        _ledger.Aborts(Reason.EDuplicateMetadata, _ledger.Developer, new AddPooledAttributes(pool.Id, blob, two));
        _ledger.Ok(_ledger.Developer, new SetPooledAttribute(pool.Id, blob, "a", "3"));
        Assert.Equal(["b", "a"], Machine.FindStoragePool(pool.Id)!.Blobs[blob].Attributes!.Pairs.Select(pair => pair.Key));
        _ledger.Aborts(Reason.EMissingMetadata, _ledger.Developer, new RemovePooledAttribute(pool.Id, blob, "c"));
        _ledger.Ok(_ledger.Developer, new RemovePooledAttributeIfPresent(pool.Id, blob, "c"));
        _ledger.Ok(_ledger.Developer, new ReplacePooledAttributes(pool.Id, blob, two));
        Assert.Equal(two, Machine.FindStoragePool(pool.Id)!.Blobs[blob].Attributes);
        _ledger.Ok(_ledger.Developer, new TakePooledAttributes(pool.Id, blob));
        Assert.Null(Machine.FindStoragePool(pool.Id)!.Blobs[blob].Attributes);
        _ledger.Aborts(Reason.ENotOwner, _ledger.Treasury, new SetPooledAttribute(pool.Id, blob, "a", "3"));
    }

    [Fact]
    public void A_blob_that_becomes_invalid_can_still_leave_its_pool()
    {
        StoragePool pool = _ledger.CreatePool(_ledger.Developer, 10_000_000, epochs: 1);
        BlobId gone = _ledger.RegisterPooled(_ledger.Developer, pool.Id, root: 1, deletable: true).BlobId;
        BlobId ended = _ledger.RegisterPooled(_ledger.Developer, pool.Id, root: 2).BlobId;
        foreach (BlobId blob in new[] { gone, ended })
            _ledger.Ok(_ledger.Treasury, new InvalidateBlobId(Make.Certificate(Machine.CurrentCommittee, Make.Message(1, new InvalidBlobIdMessage(blob)))));
        _ledger.Ok(_ledger.Developer, new DeletePooledBlob(PoolArgument.Pool(pool.Id), gone));
        _ledger.NextEpoch();
        _ledger.Ok(_ledger.Developer, new BurnExpiredPooledBlob(pool.Id, ended), new DestroyPool(pool.Id));
        Assert.NotNull(Machine.FindBlob(ended)!.Invalid);
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    private static RegisterPooledBlob Registration(ObjectId pool, ulong root = 1, byte encoding = 1) =>
        new(PoolArgument.Pool(pool), Make.Blob(1, 1000), Make.Bytes(root), 1000, encoding, false);

    private AvailabilityValue? Proven(BlobId blob)
    {
        AvailabilityEvidence evidence = Machine.ProveAvailability(blob);
        Assert.True(evidence.IsShownBy(Machine.Head.Header));
        return evidence.Value;
    }
}
