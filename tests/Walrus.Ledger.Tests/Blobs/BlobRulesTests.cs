using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Blobs;

public sealed class BlobRulesTests
{
    private readonly TestLedger _ledger = new();

    private LedgerMachine Machine => _ledger.Machine;

    [Fact]
    public void Only_the_owner_acts_on_a_blob()
    {
        BlobObject blob = _ledger.Register(_ledger.Developer, root: 1, deletable: true);
        Command[] commands =
        [
            _ledger.Certification(blob), new ExtendBlob(blob.Id, 1), new DeleteBlob(blob.Id), new BurnBlob(blob.Id), new ShareBlob(blob.Id),
            new SetAttribute(blob.Id, "key", "value"), new TransferObject(blob.Id, _ledger.Treasury.Address),
        ];
        foreach (Command command in commands)
            _ledger.Aborts(Reason.ENotOwner, _ledger.Treasury, command);
        _ledger.Ok(_ledger.Developer, new TransferObject(blob.Id, _ledger.Treasury.Address));
        _ledger.Aborts(Reason.ENotOwner, _ledger.Developer, new DeleteBlob(blob.Id));
        TransactionEffects deleted = _ledger.Ok(_ledger.Treasury, new DeleteBlob(blob.Id));
        Assert.Equal(_ledger.Treasury.Address, Machine.FindObject(Assert.Single(deleted.Created))!.Owner);
    }

    [Fact]
    public void Objects_of_another_kind_are_told_apart()
    {
        BlobObject blob = _ledger.Register(_ledger.Developer, root: 1);
        _ledger.Aborts(Reason.EWrongObjectKind, _ledger.Developer, new DestroyReservation(blob.Id));
        _ledger.Aborts(Reason.EObjectNotFound, _ledger.Developer, new DestroyReservation(blob.Storage.Id));
        _ledger.Aborts(Reason.EWrongObjectKind, _ledger.Developer, new FundSharedBlob(blob.Id, 1));
    }

    [Fact]
    public void A_certificate_that_does_not_fit_certifies_nothing()
    {
        BlobObject blob = _ledger.Register(_ledger.Developer, root: 1, deletable: true);
        BlobObject other = _ledger.Register(_ledger.Developer, root: 2, deletable: true);
        byte[] message = Make.Confirmation(1, blob.BlobId, blob.Id);
        Certificate valid = Make.Certificate(Machine.CurrentCommittee, message);
        Assert.Equal(Reason.ENotEnoughStake, Certify(blob, Make.Certificate(Machine.CurrentCommittee, message, 0, 1)));
        Assert.Equal(Reason.EInvalidSignature, Certify(blob, new Certificate(valid.Signature, new byte[] { 7 }, valid.Message)));
        Assert.Equal(Reason.EInvalidBitmap, Certify(blob, new Certificate(valid.Signature, new byte[] { 0x1f }, valid.Message)));
        Assert.Equal(Reason.EIncorrectEpoch, Certify(blob, Make.Certificate(Machine.CurrentCommittee, Make.Confirmation(2, blob.BlobId, blob.Id))));
        byte[] invalid = Make.Message(1, new InvalidBlobIdMessage(blob.BlobId));
        Assert.Equal(Reason.EInvalidMsgType, Certify(blob, Make.Certificate(Machine.CurrentCommittee, invalid)));
        Assert.Equal(Reason.EInvalidMessage, Certify(blob, Make.Certificate(Machine.CurrentCommittee, [1, 2, 3])));
        Assert.Equal(Reason.EInvalidBlobId, Certify(other, valid));
        Assert.Equal(Reason.EInvalidBlobObject, Certify(blob, Make.Certificate(Machine.CurrentCommittee, Make.Confirmation(1, blob.BlobId, other.Id))));
        Assert.False(Machine.IsCertified(blob.BlobId));
        Assert.Null(Certify(blob, valid));
    }

    [Fact]
    public void A_certificate_of_the_epoch_before_counts_no_more()
    {
        BlobObject blob = _ledger.Register(_ledger.Developer, root: 1);
        CertifyBlob old = _ledger.Certification(blob);
        _ledger.NextEpoch();
        _ledger.Aborts(Reason.EIncorrectEpoch, _ledger.Developer, old);
        _ledger.Certify(_ledger.Developer, blob);
    }

    [Fact]
    public void An_expired_blob_is_neither_certified_nor_prolonged()
    {
        BlobObject certified = _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, root: 1, epochs: 1));
        BlobObject registered = _ledger.Register(_ledger.Developer, root: 2, epochs: 1);
        _ledger.NextEpoch();
        _ledger.Aborts(Reason.EResourceBounds, _ledger.Developer, _ledger.Certification(registered));
        _ledger.Aborts(Reason.EResourceBounds, _ledger.Developer, new ExtendBlob(certified.Id, 1));
        _ledger.Ok(_ledger.Developer, new BurnBlob(certified.Id));
        Assert.Null(Machine.FindBlob(certified.BlobId));
        Assert.Empty(Machine.CertifiedBlobs(after: null, limit: 10));
    }

    [Fact]
    public void Sizes_and_encodings_that_cannot_be_are_refused()
    {
        ObjectId storage = Assert.Single(_ledger.Ok(_ledger.Developer, new ReserveSpace(10_000_000, 2)).Created);
        _ledger.Aborts(Reason.EResourceSize, _ledger.Developer, new RegisterBlob(storage, Make.Blob(1, ulong.MaxValue), Make.Bytes(1), ulong.MaxValue, 1, true));
        _ledger.Aborts(Reason.EInvalidEncodingType, _ledger.Developer, new RegisterBlob(storage, Make.Blob(1, 5), Make.Bytes(1), 5, 0, true));
        _ledger.Aborts(Reason.EInvalidBlobId, _ledger.Developer, new RegisterBlob(storage, Make.Blob(1, 6), Make.Bytes(1), 5, 1, true));
    }

    [Fact]
    public void Burning_leaves_the_data_with_the_nodes()
    {
        BlobObject blob = _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, root: 1));
        _ledger.Ok(_ledger.Developer, new BurnBlob(blob.Id));
        Assert.Null(Machine.FindBlobObject(blob.Id));
        Assert.True(Machine.IsCertified(blob.BlobId));
    }

    [Fact]
    public void An_invalid_id_absorbs_everything_after_it()
    {
        BlobObject blob = _ledger.Register(_ledger.Developer, root: 1, deletable: true);
        byte[] message = Make.Message(1, new InvalidBlobIdMessage(blob.BlobId));
        _ledger.Aborts(Reason.ENotEnoughStake, _ledger.Treasury, new InvalidateBlobId(Make.Certificate(Machine.CurrentCommittee, message, 1)));
        TransactionEffects effects = _ledger.Ok(_ledger.Treasury, new InvalidateBlobId(Make.Certificate(Machine.CurrentCommittee, message, 0, 1)));
        Assert.Equal(new InvalidBlobID(new Epoch(1), blob.BlobId), Assert.Single(effects.Events).Body);
        _ledger.Certify(_ledger.Developer, blob);
        _ledger.Ok(_ledger.Developer, new DeleteBlob(blob.Id));
        _ledger.Register(_ledger.Developer, root: 1);
        BlobInfo info = Machine.FindBlob(blob.BlobId)!;
        Assert.Equal(new InvalidBlob(new Epoch(1), new EventId(effects.Digest, 0)), info.Invalid);
        Assert.False(Machine.IsRegistered(blob.BlobId));
        Assert.False(Machine.IsCertified(blob.BlobId));
        _ledger.NextEpoch();
        Assert.NotNull(Machine.FindBlob(blob.BlobId)!.Invalid);
    }

    [Fact]
    public void A_shared_blob_lives_on_its_funds()
    {
        BlobObject blob = _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, root: 1, epochs: 1));
        SharedBlob shared = Share(blob);
        Assert.Null(shared.Owner);
        _ledger.Aborts(Reason.EInsufficientBalance, _ledger.Treasury, new ExtendSharedBlob(shared.Id, 2));
        _ledger.Ok(_ledger.Treasury, new FundSharedBlob(shared.Id, 250));
        TransactionEffects effects = _ledger.Ok(_ledger.NodeAccounts[0], new ExtendSharedBlob(shared.Id, 2));
        Assert.Equal(TransactionCost.None, effects.Cost);
        Assert.Equal(50ul, Assert.IsType<SharedBlob>(Machine.FindObject(shared.Id)).Funds);
        Assert.Equal(new Epoch(4), Machine.FindBlobObject(shared.Id)!.End);
        _ledger.Aborts(Reason.ENotOwner, _ledger.Developer, new TransferObject(shared.Id, _ledger.Treasury.Address));
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void A_blob_shared_before_it_is_certified_is_stuck()
    {
        BlobObject blob = _ledger.Register(_ledger.Developer, root: 1);
        SharedBlob shared = Share(blob);
        _ledger.Ok(_ledger.Treasury, new FundSharedBlob(shared.Id, 1000));
        _ledger.Aborts(Reason.ENotCertified, _ledger.Treasury, new ExtendSharedBlob(shared.Id, 1));
        _ledger.Aborts(Reason.EObjectNotFound, _ledger.Developer, _ledger.Certification(blob));
    }

    [Fact]
    public void Attributes_are_added_replaced_and_taken()
    {
        BlobObject blob = _ledger.Register(_ledger.Developer, root: 1);
        BlobAttributes two = BlobAttributes.Empty.With("a", "1").With("b", "2");
        _ledger.Aborts(Reason.EMissingMetadata, _ledger.Developer, new TakeAttributes(blob.Id));
        _ledger.Ok(_ledger.Developer, new RemoveAttributeIfPresent(blob.Id, "a"));
        _ledger.Ok(_ledger.Developer, new AddAttributes(blob.Id, two));
        _ledger.Ok(_ledger.Developer, new SetAttribute(blob.Id, "a", "3"));
        Assert.Equal(["b", "a"], Machine.FindBlobObject(blob.Id)!.Attributes!.Pairs.Select(pair => pair.Key));
        _ledger.Aborts(Reason.EMissingMetadata, _ledger.Developer, new RemoveAttribute(blob.Id, "c"));
        _ledger.Ok(_ledger.Developer, new RemoveAttributeIfPresent(blob.Id, "c"));
        _ledger.Ok(_ledger.Developer, new ReplaceAttributes(blob.Id, two));
        Assert.Equal(two, Machine.FindBlobObject(blob.Id)!.Attributes);
        _ledger.Ok(_ledger.Developer, new TakeAttributes(blob.Id));
        Assert.Null(Machine.FindBlobObject(blob.Id)!.Attributes);
    }

    [Fact]
    public void Certified_blobs_are_followed_in_the_order_of_their_certification()
    {
        BlobId[] blobs = [.. Enumerable.Range(1, 5).Select(root => _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, (ulong)root)).BlobId)];
        Assert.Equal(blobs, Machine.CertifiedBlobs(position: 0, limit: 10).Select(item => item.BlobId));
        ulong third = Machine.CertifiedBlobs(position: 0, limit: 3)[^1].Position;
        Assert.Equal(blobs[3..], Machine.CertifiedBlobs(third + 1, 10).Select(item => item.BlobId));
        Assert.Empty(Machine.CertifiedBlobs(Machine.NextEventPosition, 10));
        BlobId[] sorted = [.. blobs.Order()];
        Assert.Equal(sorted[..2], Machine.CertifiedBlobs(after: null, limit: 2));
        Assert.Equal(sorted[2..], Machine.CertifiedBlobs(after: sorted[1], limit: 10));
        Assert.Empty(Machine.CertifiedBlobs(after: sorted[^1], limit: 10));
    }

    private string? Certify(BlobObject blob, Certificate certificate) =>
        _ledger.Run(_ledger.Developer, new CertifyBlob(blob.Id, certificate)).Status.AbortReason;

    private SharedBlob Share(BlobObject blob) =>
        _ledger.Ok(_ledger.Developer, new ShareBlob(blob.Id)).Created.Select(Machine.FindObject).OfType<SharedBlob>().Single();
}
