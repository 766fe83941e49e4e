using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Proofs;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Proofs;

public sealed class AvailabilityProofTests
{
    private readonly CheckpointBench _bench = new();

    private TestLedger Ledger => _bench.Ledger;

    [Fact]
    public void A_proof_says_until_when_a_blob_is_certified()
    {
        BlobId blob = Certified(epochs: 3);
        VerifiedAvailability verified = _bench.Verifier.RequireCertified(_bench.Prove(blob), blob);
        Assert.Equal(BlobAvailability.Certified, verified.Statement.Availability);
        Assert.Equal(new Epoch(4), verified.Statement.CertifiedUntil);
        Assert.True(verified.Statement.IsPermanent);
        Assert.Equal(Ledger.Machine.Head.Height, verified.Statement.Height);
        Assert.Equal(new Epoch(1), verified.Statement.Epoch);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds((long)Ledger.NowMs), verified.Statement.Time);
        Assert.Equal(_bench.First.Hash, verified.Committee.Hash);
    }

    [Fact]
    public void Hand_overs_lead_from_the_genesis_to_any_epoch()
    {
        BlobId blob = Certified(epochs: 9);
        for (int i = 0; i < 4; i++)
            _bench.NextEpoch();
        // The block that changes the epoch is itself of the epoch before.
        Assert.Equal(new Epoch(4), _bench.Verifier.RequireCertified(_bench.Prove(blob), blob).Statement.Epoch);
        Ledger.Produce();
        AvailabilityProof proof = _bench.Prove(blob);
        VerifiedAvailability verified = _bench.Verifier.RequireCertified(proof, blob);
        Assert.Equal((new Epoch(5), new Epoch(10)), (verified.Statement.Epoch, verified.Statement.CertifiedUntil));

        AvailabilityVerifier later = new(Ledger.Machine.Network, verified.Committee, FakeBls.Certificates);
        later.RequireCertified(proof, blob);
        later.RequireCertified(proof with { Handovers = [] }, blob);
        Assert.Equal(proof, BcsFormat.FromBytes<AvailabilityProof>(BcsFormat.ToBytes(proof)), (left, right) => BcsFormat.ToBytes(left!).SequenceEqual(BcsFormat.ToBytes(right!)));
    }

    [Fact]
    public void A_deletable_blob_is_certified_until_it_is_deleted()
    {
        BlobObject blob = Ledger.Certify(Ledger.Developer, Ledger.Register(Ledger.Developer, root: 1, deletable: true, epochs: 5));
        AvailabilityProof before = _bench.Prove(blob.BlobId);
        AvailabilityStatement statement = _bench.Verifier.RequireCertified(before, blob.BlobId).Statement;
        Assert.Equal((new Epoch(6), false), (statement.CertifiedUntil, statement.IsPermanent));

        Ledger.Ok(Ledger.Developer, new DeleteBlob(blob.Id));
        BlobNotCertifiedException gone = Assert.Throws<BlobNotCertifiedException>(() => _bench.Verifier.RequireCertified(_bench.Prove(blob.BlobId), blob.BlobId));
        Assert.Equal(BlobAvailability.Absent, gone.Statement.Availability);

        // The old proof is as good as ever: only its age tells, and it cannot be put under the newer header.
        StaleProofException stale = Assert.Throws<StaleProofException>(
            () => _bench.Verifier.RequireCertified(before, blob.BlobId, new ProofDemand(MinHeight: Ledger.Machine.Head.Height)));
        Assert.Equal(before.Checkpoint.Header.Height, stale.Statement.Height);
        AssertFault(ProofFault.WrongPath, before with { Checkpoint = _bench.SignHead() }, blob.BlobId);
    }

    [Fact]
    public void Expired_blobs_are_absent()
    {
        BlobId blob = Certified(epochs: 1);
        _bench.NextEpoch();
        Assert.Equal(BlobAvailability.Absent, _bench.Verifier.Verify(_bench.Prove(blob), blob).Statement.Availability);
    }

    [Fact]
    public void Invalid_blobs_are_said_to_be_so()
    {
        BlobId blob = Certified(epochs: 3);
        Ledger.Ok(Ledger.Treasury, new InvalidateBlobId(Make.Certificate(Ledger.Machine.CurrentCommittee, Make.Message(1, new InvalidBlobIdMessage(blob)), 0, 1)));
        BlobNotCertifiedException invalid = Assert.Throws<BlobNotCertifiedException>(() => _bench.Verifier.RequireCertified(_bench.Prove(blob), blob));
        Assert.Equal(BlobAvailability.Invalid, invalid.Statement.Availability);
        Assert.Contains("invalid", invalid.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Callers_demand_height_epoch_or_time()
    {
        BlobId blob = Certified(epochs: 3);
        AvailabilityProof proof = _bench.Prove(blob);
        DateTimeOffset time = proof.Checkpoint.Header is { } header ? DateTimeOffset.FromUnixTimeMilliseconds((long)header.TimestampMs) : default;
        _bench.Verifier.RequireCertified(proof, blob, new ProofDemand(proof.Checkpoint.Header.Height, new Epoch(1), time));
        Assert.Throws<StaleProofException>(() => _bench.Verifier.RequireCertified(proof, blob, new ProofDemand(proof.Checkpoint.Header.Height + 1)));
        Assert.Throws<StaleProofException>(() => _bench.Verifier.RequireCertified(proof, blob, new ProofDemand(MinEpoch: new Epoch(2))));
        Assert.Throws<StaleProofException>(() => _bench.Verifier.RequireCertified(proof, blob, new ProofDemand(NotBefore: time.AddMilliseconds(1))));
    }

    [Fact]
    public void Forged_headers_and_values_are_refused()
    {
        BlobId blob = Certified(epochs: 3);
        AvailabilityProof proof = _bench.Prove(blob);
        BlockHeader header = proof.Checkpoint.Header;
        AssertFault(ProofFault.WrongMessage, WithHeader(proof, header with { TimestampMs = header.TimestampMs + 1 }), blob);
        AssertFault(ProofFault.WrongMessage, WithHeader(proof, header with { AvailabilityRoot = Make.Bytes(1) }), blob);
        AssertFault(ProofFault.WrongMessage, WithHeader(proof, header with { Height = header.Height + 1 }), blob);
        AssertFault(ProofFault.WrongCommittee, WithHeader(proof, header with { CommitteeHash = Make.Bytes(1) }), blob);
        AssertFault(ProofFault.WrongNetwork, WithHeader(proof, header with { Network = new(Make.Bytes(1)) }), blob);
        AssertFault(ProofFault.WrongBlob, proof, Make.Blob(9, 9));
        AssertFault(ProofFault.WrongPath, proof with { Evidence = proof.Evidence with { Value = new(false, new Epoch(50), []) } }, blob);
        AssertFault(ProofFault.WrongPath, proof with { Evidence = proof.Evidence with { Value = null } }, blob);
        AssertFault(ProofFault.WrongPath, proof with { Evidence = proof.Evidence with { Path = new([], null) } }, blob);
        AssertFault(ProofFault.MissingHandover, WithHeader(proof, header with { Epoch = new Epoch(2) }), blob);
        AssertFault(ProofFault.MissingHandover, WithHeader(proof, header with { Epoch = new Epoch(0) }), blob);
    }

    [Fact]
    public void Too_few_or_wrong_signers_are_refused()
    {
        BlobId blob = Certified(epochs: 3);
        AvailabilityProof proof = _bench.Prove(blob);
        AssertFault(ProofFault.InvalidCertificate, proof with { Checkpoint = _bench.SignHead(0, 1) }, blob);
        Certificate good = proof.Checkpoint.Certificate;
        Certificate otherSigners = new(good.Signature, new byte[] { 0b0111 }, good.Message);
        AssertFault(ProofFault.InvalidCertificate, proof with { Checkpoint = proof.Checkpoint with { Certificate = otherSigners } }, blob);
        Certificate strangers = new(good.Signature, new byte[] { 0xff }, good.Message);
        AssertFault(ProofFault.InvalidCertificate, proof with { Checkpoint = proof.Checkpoint with { Certificate = strangers } }, blob);
        Certificate longer = new(good.Signature, good.SignersBitmap, (byte[])[.. good.Message.Span, 0]);
        AssertFault(ProofFault.WrongMessage, proof with { Checkpoint = proof.Checkpoint with { Certificate = longer } }, blob);
    }

    [Fact]
    public void Hand_overs_that_lack_or_lie_are_refused()
    {
        BlobId blob = Certified(epochs: 9);
        _bench.NextEpoch();
        _bench.NextEpoch();
        _bench.NextEpoch();
        Ledger.Produce();
        AvailabilityProof proof = _bench.Prove(blob);
        _bench.Verifier.RequireCertified(proof, blob);
        AssertFault(ProofFault.MissingHandover, proof with { Handovers = [] }, blob);
        AssertFault(ProofFault.MissingHandover, proof with { Handovers = [_bench.Handovers[0], _bench.Handovers[2]] }, blob);
        AssertFault(ProofFault.MissingHandover, proof with { Handovers = [_bench.Handovers[1], _bench.Handovers[0], _bench.Handovers[2]] }, blob);

        CommitteeHandover second = _bench.Handovers[1];
        CommitteeRoster usurpers = new(second.Next.Epoch, [new RosterMember(Make.Id(1), Make.Key(77), 13)]);
        AssertFault(ProofFault.WrongNextCommittee, WithSecond(proof, second with { Next = usurpers }), blob);
        Checkpoint naming = second.Checkpoint with { Header = second.Checkpoint.Header with { NextCommitteeHash = usurpers.Hash } };
        AssertFault(ProofFault.WrongMessage, WithSecond(proof, new CommitteeHandover(naming, usurpers)), blob);
        Certificate weak = Make.Certificate(Ledger.Machine.CurrentCommittee, Checkpoint.MessageOf(naming.Header).ToBytes(), 0);
        AssertFault(ProofFault.InvalidCertificate, WithSecond(proof, new CommitteeHandover(naming with { Certificate = weak }, usurpers)), blob);

        AvailabilityVerifier ahead = new(Ledger.Machine.Network, new CommitteeRoster(new Epoch(5), _bench.First.Members), FakeBls.Certificates);
        Assert.Equal(ProofFault.MissingHandover, Assert.Throws<InvalidProofException>(() => ahead.Verify(proof, blob)).Fault);
        AvailabilityVerifier other = new(Ledger.Machine.Network, new CommitteeRoster(new Epoch(1), usurpers.Members), FakeBls.Certificates);
        Assert.Equal(ProofFault.WrongCommittee, Assert.Throws<InvalidProofException>(() => other.Verify(proof, blob)).Fault);
    }

    private BlobId Certified(uint epochs) =>
        Ledger.Certify(Ledger.Developer, Ledger.Register(Ledger.Developer, root: 1, epochs: epochs)).BlobId;

    private void AssertFault(ProofFault fault, AvailabilityProof proof, BlobId blob) =>
        Assert.Equal(fault, Assert.Throws<InvalidProofException>(() => _bench.Verifier.Verify(proof, blob)).Fault);

    private static AvailabilityProof WithHeader(AvailabilityProof proof, BlockHeader header) =>
        proof with { Checkpoint = proof.Checkpoint with { Header = header } };

    private static AvailabilityProof WithSecond(AvailabilityProof proof, CommitteeHandover handover) =>
        proof with { Handovers = proof.Handovers.SetItem(1, handover) };
}
