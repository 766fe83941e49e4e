using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Tests.Messages;

public sealed class ConfirmationAggregatorTests
{
    private static readonly Epoch Now = new(5);
    private static readonly SigningCommittee Signing = new(Now, 1, 2, 1, 2, 1, 2, 1);
    private static readonly CertifyingCommittee Committee = Signing.Committee;
    private static readonly ProtocolMessage Message = new(Now, new StorageConfirmation(default, BlobPersistence.Permanent));

    [Fact]
    public void Enough_confirmations_make_a_valid_certificate()
    {
        ConfirmationAggregator aggregator = new(Committee, Message);
        foreach (ushort member in new ushort[] { 5, 1, 0 })
            Assert.True(aggregator.Add(member, Confirm(member)));
        Assert.Equal(5, aggregator.Weight);
        Assert.False(aggregator.IsEnough);
        Assert.Null(aggregator.TryCertify());

        Assert.True(aggregator.Add(3, Confirm(3)));
        Assert.True(aggregator.IsEnough);
        ConfirmationCertificate certificate = aggregator.TryCertify()!;
        Assert.Equal([0, 1, 3, 5], certificate.Signers);
        AssertValid(certificate);
        Assert.Empty(aggregator.Rejected);
    }

    [Fact]
    public void Whoever_checks_certificates_elsewhere_can_check_those_of_the_aggregator()
    {
        CountingVerifier verifier = new();
        ConfirmationAggregator aggregator = new(Committee, Message, verifier);
        foreach (ushort member in new ushort[] { 0, 1, 3, 5 })
            aggregator.Add(member, Confirm(member));
        ConfirmationCertificate certificate = aggregator.TryCertify()!;
        Assert.Equal([Convert.ToHexString(certificate.Signature.Span)], verifier.Asked);
    }

    [Fact]
    public void Bad_signatures_are_dropped_and_others_take_their_place()
    {
        ConfirmationAggregator aggregator = new(Committee, Message);
        SignedMessage bad = new(Message.ToBytes(), Signing.Keys[1].Sign("other"u8).Bytes), noPoint = new(Message.ToBytes(), new byte[96]);
        aggregator.Add(0, Confirm(0));
        aggregator.Add(1, bad);
        aggregator.Add(2, noPoint);
        aggregator.Add(3, Confirm(3));
        aggregator.Add(5, Confirm(5));
        Assert.True(aggregator.IsEnough);
        Assert.Null(aggregator.TryCertify());
        Assert.Equal([1, 2], aggregator.Rejected);
        Assert.Equal(5, aggregator.Weight);
        Assert.False(aggregator.Add(1, Confirm(1)));

        aggregator.Add(4, Confirm(4));
        aggregator.Add(6, Confirm(6));
        ConfirmationCertificate certificate = aggregator.TryCertify()!;
        Assert.Equal([0, 3, 4, 5, 6], certificate.Signers);
        AssertValid(certificate);
    }

    [Fact]
    public void Enough_good_ones_beside_bad_ones_make_a_certificate_at_once()
    {
        ConfirmationAggregator aggregator = new(Committee, Message);
        foreach (ushort member in new ushort[] { 0, 1, 3, 5 })
            aggregator.Add(member, Confirm(member));
        aggregator.Add(6, Confirm(4));
        ConfirmationCertificate certificate = aggregator.TryCertify()!;
        Assert.Equal([0, 1, 3, 5], certificate.Signers);
        Assert.Equal([6], aggregator.Rejected);
        AssertValid(certificate);
    }

    [Fact]
    public void Signatures_outside_the_subgroup_that_cancel_out_do_no_harm()
    {
        // Two colluding members shift their signatures by a point outside the subgroup, in opposite directions.
        Point<Fp2, G2> outside = OutsideSubgroup();
        ConfirmationAggregator aggregator = new(Committee, Message);
        aggregator.Add(1, Shifted(1, outside));
        aggregator.Add(3, Shifted(3, -outside));
        aggregator.Add(5, Confirm(5));
        aggregator.Add(0, Confirm(0));
        AssertValid(aggregator.TryCertify()!);

        ConfirmationAggregator alone = new(Committee, Message);
        alone.Add(1, Shifted(1, outside));
        foreach (ushort member in new ushort[] { 0, 3, 5, 6 })
            alone.Add(member, Confirm(member));
        Assert.Null(alone.TryCertify());
        Assert.Equal([1], alone.Rejected);
    }

    [Fact]
    public void Only_the_first_confirmation_of_a_member_counts()
    {
        ConfirmationAggregator aggregator = new(Committee, Message);
        Assert.True(aggregator.Add(0, Confirm(0)));
        Assert.False(aggregator.Add(0, Confirm(0)));
        Assert.Equal(1, aggregator.Weight);
    }

    [Fact]
    public void Other_messages_members_and_epochs_are_refused()
    {
        ConfirmationAggregator aggregator = new(Committee, Message);
        Assert.Throws<InvalidMessageException>(() => aggregator.Add(0, SignedMessage.Sign(Signing.Keys[0], Now.Plus(1), Message.Body)));
        Assert.Throws<ArgumentOutOfRangeException>(() => aggregator.Add(7, Confirm(0)));
        Assert.Throws<ArgumentException>(() => new ConfirmationAggregator(Committee, Message with { Epoch = Now.Plus(1) }));
    }

    [Fact]
    public void Invalid_blobs_take_one_correct_node()
    {
        ProtocolMessage invalid = new(Now, new InvalidBlobIdMessage(default));
        ConfirmationAggregator aggregator = new(Committee, invalid);
        aggregator.Add(1, SignedMessage.Sign(Signing.Keys[1], Now, invalid.Body));
        Assert.False(aggregator.IsEnough);
        aggregator.Add(3, SignedMessage.Sign(Signing.Keys[3], Now, invalid.Body));
        Assert.Equal(4, new CertificateVerifier().Verify(aggregator.TryCertify()!.ForLedger(7), Committee, invalid.Type).Weight);
    }

    private static SignedMessage Confirm(ushort member) => SignedMessage.Sign(Signing.Keys[member], Now, Message.Body);

    private static SignedMessage Shifted(ushort member, Point<Fp2, G2> by)
    {
        Point<Fp2, G2> signature = new(Signing.Keys[member].Sign(Message.ToBytes()).Point);
        return new SignedMessage(Message.ToBytes(), PointEncoding.Write((signature + by).ToAffine()));
    }

    private static Point<Fp2, G2> OutsideSubgroup()
    {
        Fp2 x = Fp2.One, y;
        while (!SquareRoot.TryOf(x.Square() * x + G2.B, out y))
            x += Fp2.One;
        Point<Fp2, G2> point = new(new AffinePoint<Fp2>(x, y));
        Assert.False(G2.Contains(point));
        return point;
    }

    private static void AssertValid(ConfirmationCertificate certificate) =>
        new CertificateVerifier().Verify(certificate.ForLedger(Committee.Members.Length), Committee, Message.Type);

    private sealed class CountingVerifier : IAggregateVerifier
    {
        public List<string> Asked { get; } = [];

        public bool IsSignedBy(CertifyingCommittee committee, ImmutableArray<ushort> signers, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
        {
            Asked.Add(Convert.ToHexString(signature));
            return new BlsAggregateVerifier().IsSignedBy(committee, signers, message, signature);
        }
    }
}
