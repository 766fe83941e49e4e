using System.Collections.Immutable;
using System.Text.Json;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Tests.Signatures;

namespace Walrus.Core.Tests.Messages;

public sealed class CertificateVerifierTests
{
    private static readonly Epoch Now = new(5);
    private static readonly SigningCommittee Ten = new(Now, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    private static readonly ProtocolMessage Message = new(Now, new StorageConfirmation(default, BlobPersistence.Permanent));
    private static readonly ushort[] Quorum = [0, 1, 2, 3, 4, 7, 8];
    private static readonly Certificate Good = Ten.Certify(Message, Quorum).ForLedger(10);
    private static readonly CertificateVerifier Verifier = new();

    [Fact]
    public void Certificates_are_accepted_and_refused_as_the_vectors_say()
    {
        JsonElement file = MessageVectors.Load("control-plane/quorum.json");
        JsonElement[] vectors = [.. file.Each("cases").Where(c => c.Text("kind") == "certificate")];
        Assert.NotEmpty(vectors);
        foreach (JsonElement vector in vectors)
        {
            JsonElement given = vector.GetProperty("given"), expect = vector.GetProperty("expect");
            SigningCommittee committee = new(
                new Epoch(given.GetProperty("committeeEpoch").GetUInt32()), [.. given.Each("weights").Select(w => w.GetUInt16())]);
            MessageBody body = given.Text("level") == "quorum" ? Message.Body : new InvalidBlobIdMessage(default);
            ProtocolMessage message = new(new Epoch(given.GetProperty("messageEpoch").GetUInt32()), body);
            ConfirmationCertificate signed = committee.Certify(message, [.. given.Each("signers").Select(s => s.GetUInt16())]);
            Certificate certificate = new(signed.Signature, given.Hex("bitmapHex"), signed.SerializedMessage);
            Assert.True(given.GetProperty("signatureValidForSigners").GetBoolean());
            if (expect.TryGetProperty("abort", out JsonElement abort))
                AssertRefused(abort.GetString()!, certificate, committee.Committee, body.Type);
            else
                Assert.Equal(expect.GetProperty("weight").GetInt32(), Verifier.Verify(certificate, committee.Committee, body.Type).Weight);
        }
    }

    [Fact]
    public void The_message_comes_out_and_may_have_bytes_behind_it()
    {
        Assert.Equal(Message, Verifier.Verify(Good, Ten.Committee, IntentType.StorageConfirmation).Message);
        byte[] longer = [.. Message.ToBytes(), 1, 2];
        Certificate certificate = Ten.Certify(longer, Quorum).ForLedger(10);
        Assert.Equal(Message, Verifier.Verify(certificate, Ten.Committee, IntentType.StorageConfirmation).Message);
    }

    [Fact]
    public void Another_bitmap_does_not_fit_the_signature()
    {
        byte[] other = SignerBitmap.FromSigners([0, 1, 2, 3, 4, 7, 9], 10), more = SignerBitmap.FromSigners([.. Quorum, 9], 10);
        AssertRefused("EInvalidSignature", new Certificate(Good.Signature, other, Good.Message));
        AssertRefused("EInvalidSignature", new Certificate(Good.Signature, more, Good.Message));
    }

    [Fact]
    public void Another_epoch_or_committee_does_not_accept_it()
    {
        CertifyingCommittee next = new(new Epoch(6), Ten.Committee.Members);
        AssertRefused("EIncorrectEpoch", Good, next);
        CertifyingCommittee strangers = new(Now, Ten.Committee.Members.Reverse());
        AssertRefused("EInvalidSignature", Good, strangers);
    }

    [Fact]
    public void Another_message_does_not_fit_the_signature()
    {
        byte[] deletable = new ProtocolMessage(Now, new StorageConfirmation(default, BlobPersistence.Deletable(default))).ToBytes();
        AssertRefused("EInvalidSignature", new Certificate(Good.Signature, Good.SignersBitmap, deletable));
    }

    [Fact]
    public void Frames_of_other_kinds_are_refused()
    {
        AssertRefused("EInvalidMsgType", Good, type: IntentType.Checkpoint);
        byte[] foreign = [.. Message.ToBytes()];
        foreign[2] = 4;
        AssertRefused("EInvalidMessage", Ten.Certify(foreign, Quorum).ForLedger(10));
        AssertRefused("EInvalidMessage", Ten.Certify([1, 0, 3], Quorum).ForLedger(10));
    }

    [Fact]
    public void Too_few_signers_are_refused_before_anything_is_read() =>
        AssertRefused("ENotEnoughStake", new Certificate(new byte[96], new byte[] { 0x3f }, default));

    [Fact]
    public void Bytes_that_are_no_signature_are_refused() =>
        AssertRefused("EInvalidSignature", new Certificate(new byte[96], Good.SignersBitmap, Good.Message));

    [Fact]
    public void Messages_that_committees_do_not_certify_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Verifier.Verify(Good, Ten.Committee, IntentType.SyncShard));

    [Fact]
    public void One_correct_node_suffices_where_it_does()
    {
        ProtocolMessage invalid = new(Now, new InvalidBlobIdMessage(default)), denied = new(Now, new DenyListedBlobDeletedMessage(default));
        Assert.Equal(4, Verifier.Verify(Ten.Certify(invalid, 2, 5, 6, 9).ForLedger(10), Ten.Committee, invalid.Type).Weight);
        Assert.Equal(4, Verifier.Verify(Ten.Certify(denied, 0, 1, 2, 3).ForLedger(10), Ten.Committee, denied.Type).Weight);
        AssertRefused("ENotEnoughStake", Ten.Certify(invalid, 2, 5, 6).ForLedger(10), type: invalid.Type);
        ProtocolMessage checkpoint = new(Now, new CheckpointMessage(1, default));
        AssertRefused("ENotEnoughStake", Ten.Certify(checkpoint, 0, 1, 2, 3, 4, 5).ForLedger(10), type: checkpoint.Type);
    }

    [Fact]
    public void Signatures_are_checked_by_what_was_put_in()
    {
        CertificateVerifier credulous = new(new Credulous());
        Certificate unsigned = new(new byte[96], Good.SignersBitmap, Good.Message);
        Assert.Equal(7, credulous.Verify(unsigned, Ten.Committee, Message.Type).Weight);
    }

    [Fact]
    public void The_ledger_form_reads_as_it_was_written()
    {
        Certificate read = BcsFormat.FromBytes<Certificate>(BcsFormat.ToBytes(Good));
        Assert.Equal(Good.Signature.ToArray(), read.Signature.ToArray());
        Assert.Equal(Good.SignersBitmap.ToArray(), read.SignersBitmap.ToArray());
        Assert.Equal(Good.Message.ToArray(), read.Message.ToArray());
    }

    [Fact]
    public void Committees_have_members_and_a_bounded_weight()
    {
        Assert.Throws<ArgumentException>(() => new CertifyingCommittee(Now, []));
        CertifyingMember heavy = Ten.Committee.Members[0] with { Weight = ushort.MaxValue };
        Assert.Throws<ArgumentException>(() => new CertifyingCommittee(Now, [heavy, Ten.Committee.Members[1]]));
    }

    private static void AssertRefused(
        string reason, Certificate certificate, CertifyingCommittee? committee = null, IntentType type = IntentType.StorageConfirmation)
    {
        InvalidCertificateException exception = Assert.Throws<InvalidCertificateException>(
            () => Verifier.Verify(certificate, committee ?? Ten.Committee, type));
        Assert.Equal(reason, exception.Reason);
    }

    private sealed class Credulous : IAggregateVerifier
    {
        public bool IsSignedBy(
            CertifyingCommittee committee, ImmutableArray<ushort> signers, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
            true;
    }
}
