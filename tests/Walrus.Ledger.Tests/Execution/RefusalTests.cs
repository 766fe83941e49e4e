using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.State;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Execution;

/// <summary>What commands are refused for, by the names of the specification; nothing of the transaction stays but its nonce.</summary>
public sealed class RefusalTests
{
    private readonly TestLedger _ledger = new();
    private readonly BlobObject _permanent;
    private readonly BlobObject _deletable;
    private readonly StorageReservation _space;

    public RefusalTests()
    {
        _permanent = _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, 1));
        _deletable = _ledger.Register(_ledger.Developer, 2, deletable: true);
        TransactionEffects bought = _ledger.Ok(_ledger.Developer, new ReserveSpace(100, 3));
        _space = (StorageReservation)_ledger.Machine.FindObject(bought.Created.Single())!;
    }

    private Committee Members => _ledger.Machine.CurrentCommittee;

    [Fact]
    public void Money()
    {
        Refused(Reason.EInvalidAmount, new TransferWal(Make.Address(4), 0));
        Refused(Reason.EInvalidAmount, new BurnWal(0));
        Refused(Reason.EInsufficientBalance, new TransferWal(Make.Address(4), ulong.MaxValue));
        Refused(Reason.EOverflow, new ReserveSpace(1, 1), new ReserveSpace(ulong.MaxValue, 1));
    }

    [Fact]
    public void Objects()
    {
        Refused(Reason.EObjectNotFound, new BurnBlob(Make.Id(404)));
        Refused(Reason.EObjectNotFound, new BurnBlob(ObjectArgument.Created(0)));
        Refused(Reason.ENotOwner, _ledger.Treasury, new BurnBlob(_permanent.Id));
        Refused(Reason.EWrongObjectKind, new BurnBlob(_space.Id));
    }

    [Fact]
    public void Reservations()
    {
        Refused(Reason.EInvalidEpochsAhead, new ReserveSpace(1, 0));
        Refused(Reason.EInvalidEpochsAhead, new ReserveSpace(1, 54));
        Refused(Reason.EInvalidResourceSize, new ReserveSpace(0, 1));
        Refused(Reason.EStorageExceeded, new ReserveSpace(10_000_000_000, 1));
        Refused(Reason.EInvalidEpoch, new SplitByEpoch(_space.Id, _space.End));
        Refused(Reason.EIncompatibleAmount, new SplitBySize(_space.Id, 101));
        Refused(Reason.EIncompatibleEpochs, new ReserveSpace(7, 1), new FuseAmount(_space.Id, ObjectArgument.Created(0)));
        Refused(Reason.EIncompatibleAmount, new ReserveSpace(7, 3), new FusePeriods(_space.Id, ObjectArgument.Created(0)));
        Refused(Reason.EObjectNotFound, new Fuse(_space.Id, _space.Id));
    }

    [Fact]
    public void Registrations()
    {
        Refused(Reason.EResourceSize, Registration(_space.Id));
        Refused(Reason.EInvalidEncodingType, Registration(_space.Id) with { EncodingType = 0 });
        ReserveSpace enough = new(_permanent.Storage.Size, 1);
        Refused(Reason.EInvalidBlobId, enough, Registration(ObjectArgument.Created(0)) with { RootHash = Make.Bytes(78) });
        ReserveSpaceFor later = new(_permanent.Storage.Size, _ledger.Machine.Epoch.Plus(1), _ledger.Machine.Epoch.Plus(2));
        Refused(Reason.EResourceBounds, later, Registration(ObjectArgument.Created(0)));
    }

    [Fact]
    public void Blobs()
    {
        Refused(Reason.EBlobNotDeletable, new DeleteBlob(_permanent.Id));
        Refused(Reason.ENotCertified, new ExtendBlob(_deletable.Id, 1));
        Refused(Reason.EInvalidEpochsAhead, new ExtendBlob(_permanent.Id, 0));
        Refused(Reason.EResourceBounds, new ReserveSpace(_permanent.Storage.Size, 1), new ExtendBlobWithReservation(_permanent.Id, ObjectArgument.Created(0)));
        Refused(Reason.EMissingMetadata, new RemoveAttribute(_permanent.Id, "absent"));
        Refused(Reason.EDuplicateMetadata, new SetAttribute(_permanent.Id, "key", "value"), new AddAttributes(_permanent.Id, BlobAttributes.Empty));
    }

    [Fact]
    public void Certificates_that_equivocate()
    {
        uint now = _ledger.Machine.Epoch.Value;
        byte[] right = Make.Confirmation(now, _deletable.BlobId, _deletable.Id);
        Refused(Reason.EIncorrectEpoch, Certify(Make.Certificate(Members, Make.Confirmation(now + 1, _deletable.BlobId, _deletable.Id))));
        Refused(Reason.ENotEnoughStake, Certify(Make.Certificate(Members, right, 0, 1)));
        Refused(Reason.EInvalidMsgType, Certify(Make.Certificate(Members, Make.Message(now, new InvalidBlobIdMessage(_deletable.BlobId)))));
        Refused(Reason.EInvalidMessage, Certify(Make.Certificate(Members, right[..^1])));
        Certificate good = Make.Certificate(Members, right);
        Refused(Reason.EInvalidSignature, Certify(new Certificate(good.Signature, SignerBitmap.FromSigners([0, 1, 2], 4), right)));
        Refused(Reason.EInvalidBitmap, Certify(new Certificate(good.Signature, new byte[] { 0xFF }, right)));
        Refused(Reason.EInvalidBlobId, Certify(Make.Certificate(Members, Make.Confirmation(now, _permanent.BlobId, null))));
        Refused(Reason.EInvalidBlobPersistenceType, Certify(Make.Certificate(Members, Make.Confirmation(now, _deletable.BlobId, null))));
        Refused(Reason.EInvalidBlobObject, Certify(Make.Certificate(Members, Make.Confirmation(now, _deletable.BlobId, Make.Id(3)))));
        Refused(Reason.EAlreadyCertified, new CertifyBlob(_permanent.Id, Make.Certificate(Members, Make.Confirmation(now, _permanent.BlobId, null))));
        _ledger.Ok(_ledger.Developer, Certify(good));
    }

    [Fact]
    public void A_certificate_of_a_committee_that_is_no_more()
    {
        Certificate old = Make.Certificate(Members, Make.Confirmation(_ledger.Machine.Epoch.Value, _deletable.BlobId, _deletable.Id));
        _ledger.NextEpoch();
        Refused(Reason.EIncorrectEpoch, Certify(old));
    }

    [Fact]
    public void Epochs()
    {
        Refused(Reason.EWrongEpochState, new VotingEnd());
        ObjectId node = Genesis.NodeId(_ledger.Machine.Network, 0);
        Refused(Reason.EInvalidSyncEpoch, _ledger.NodeAccounts[0], new EpochSyncDone(node, _ledger.Machine.Epoch.Plus(1)));
        _ledger.Sync();
        Refused(Reason.EDuplicateSyncDone, _ledger.NodeAccounts[0], new EpochSyncDone(node, _ledger.Machine.Epoch));
        Refused(Reason.ENextCommitteeIsEmpty, new InitiateEpochChange());
    }

    private CertifyBlob Certify(Certificate certificate) => new(_deletable.Id, certificate);

    private RegisterBlob Registration(ObjectArgument space) => new(space, Make.Blob(77, 1000), Make.Bytes(77), 1000, 1, Deletable: false);

    private void Refused(string reason, params IEnumerable<Command> commands) => Refused(reason, _ledger.Developer, commands);

    private void Refused(string reason, Ed25519Account account, params IEnumerable<Command> commands)
    {
        Bytes32 before = _ledger.Machine.StateHash();
        TransactionEffects effects = _ledger.Run(account, commands);
        Assert.Equal(reason, effects.Status.AbortReason);
        Assert.Empty(effects.Events);
        Assert.Equal(TransactionCost.None, effects.Cost);
        LedgerState layer = _ledger.Machine.State.Fork();
        Account sender = layer.Accounts.Find(account.Address)!;
        layer.Accounts.Set(account.Address, sender with { Nonce = sender.Nonce - 1 });
        Assert.Equal(before, StateHasher.Hash(layer));
    }
}
