using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Availability;

public sealed class AvailabilityEvidenceTests
{
    private readonly TestLedger _ledger = new();

    [Fact]
    public void A_header_shows_until_when_a_blob_is_certified()
    {
        BlobObject permanent = _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, root: 1, epochs: 3));
        BlobObject deletable = _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, root: 1, deletable: true, epochs: 5));
        AvailabilityEvidence evidence = Prove(permanent.BlobId);
        Assert.Equal(new AvailabilityValue(false, new Epoch(4), [new DeletableEnd(deletable.Id, new Epoch(6))]), evidence.Value);
        Assert.True(evidence.Value!.IsAvailable(new Epoch(5)));
        Assert.False(evidence.Value.IsAvailable(new Epoch(6)));
        AvailabilityEvidence forged = evidence with { Value = new AvailabilityValue(false, new Epoch(40), []) };
        Assert.False(forged.IsShownBy(_ledger.Machine.Head.Header));
        Assert.False(evidence.IsShownBy(_ledger.Blocks[0].Header));
    }

    [Fact]
    public void What_is_not_certified_is_shown_to_be_absent()
    {
        BlobObject registered = _ledger.Register(_ledger.Developer, root: 1);
        _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, root: 2));
        Assert.Null(Prove(registered.BlobId).Value);
    }

    [Fact]
    public void What_ends_leaves_with_the_epoch()
    {
        BlobObject first = _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, root: 1, epochs: 1));
        BlobObject second = _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, root: 2, epochs: 2));
        _ledger.NextEpoch();
        Assert.Null(Prove(first.BlobId).Value);
        Assert.NotNull(Prove(second.BlobId).Value);
        _ledger.NextEpoch();
        Assert.Equal(default, _ledger.Machine.Head.Header.AvailabilityRoot);
    }

    [Fact]
    public void An_invalid_blob_stays_in_the_map()
    {
        BlobObject blob = _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, root: 1));
        byte[] message = Make.Message(1, new InvalidBlobIdMessage(blob.BlobId));
        _ledger.Ok(_ledger.Treasury, new InvalidateBlobId(Make.Certificate(_ledger.Machine.CurrentCommittee, message, 0, 1)));
        Assert.Equal(new AvailabilityValue(true, null, []), Prove(blob.BlobId).Value);
        Assert.False(Prove(blob.BlobId).Value!.IsAvailable(new Epoch(1)));
    }

    private AvailabilityEvidence Prove(BlobId blob)
    {
        AvailabilityEvidence evidence = BcsFormat.FromBytes<AvailabilityEvidence>(BcsFormat.ToBytes(_ledger.Machine.ProveAvailability(blob)));
        Assert.True(evidence.IsShownBy(_ledger.Machine.Head.Header));
        return evidence;
    }
}
