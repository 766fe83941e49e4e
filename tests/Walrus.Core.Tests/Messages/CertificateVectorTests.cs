using System.Collections.Immutable;
using System.Text.Json;
using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Core.Parameters;
using Walrus.Core.Signatures;
using Walrus.Core.Tests.Signatures;

namespace Walrus.Core.Tests.Messages;

/// <summary>Certificates of the data plane's vectors, with real signatures.</summary>
public sealed class CertificateVectorTests
{
    private static readonly JsonElement[] Vectors = [.. MessageVectors.Load("messages.json").Each("certificates")];

    [Fact]
    public void Aggregates_are_those_of_the_vectors()
    {
        foreach (JsonElement vector in Vectors)
        {
            byte[] message = vector.Hex("message_hex");
            BlsSecretKey[] keys =
                [.. vector.Each("member_secret_keys").Select(k => BlsSecretKey.FromBytes(Convert.FromHexString(k.GetString()!)))];
            Assert.Equal(vector.Each("member_public_keys").Select(k => k.GetString()), keys.Select(k => k.PublicKey.ToString()));
            BlsSignature[] signatures = [.. SignersOf(vector).Select(signer => keys[signer].Sign(message))];
            Assert.Equal(vector.Each("signatures").Select(s => s.GetString()), signatures.Select(s => s.ToString()));
            Assert.Equal(vector.Text("aggregate_signature"), BlsSignature.Aggregate(signatures).ToString());
        }
    }

    [Fact]
    public void Certificates_and_bitmaps_have_the_form_of_the_vectors()
    {
        foreach (JsonElement vector in Vectors)
        {
            ConfirmationCertificate certificate = CertificateOf(vector);
            Assert.Equal(vector.Text("certificate_bcs"), Convert.ToHexStringLower(BcsFormat.ToBytes(certificate)));
            ConfirmationCertificate read = BcsFormat.FromBytes<ConfirmationCertificate>(vector.Hex("certificate_bcs"));
            Assert.Equal(certificate.Signers, read.Signers);
            Certificate forLedger = read.ForLedger(Committee(vector).Members.Length);
            Assert.Equal(vector.Text("signers_bitmap_hex"), Convert.ToHexStringLower(forLedger.SignersBitmap.Span));
        }
    }

    [Fact]
    public void Certificates_count_as_the_vectors_say()
    {
        CertificateVerifier verifier = new();
        foreach (JsonElement vector in Vectors)
        {
            CertifyingCommittee committee = Committee(vector);
            int weight = vector.GetProperty("signed_weight").GetInt32();
            Assert.Equal(vector.GetProperty("n_shards").GetInt32(), committee.Shards);
            Assert.Equal(weight, committee.WeightOf(SignersOf(vector)));
            Assert.Equal(vector.GetProperty("one_correct_node").GetBoolean(), ShardWeights.HasOneCorrect(weight, committee.Shards));
            Certificate certificate = CertificateOf(vector).ForLedger(committee.Members.Length);
            if (vector.GetProperty("quorum").GetBoolean())
            {
                CertifiedMessage certified = verifier.Verify(certificate, committee, IntentType.StorageConfirmation);
                Assert.Equal(weight, certified.Weight);
                Assert.Equal(SignersOf(vector), certified.Signers);
            }
            else
            {
                InvalidCertificateException exception = Assert.Throws<InvalidCertificateException>(
                    () => verifier.Verify(certificate, committee, IntentType.StorageConfirmation));
                Assert.Equal("ENotEnoughStake", exception.Reason);
                BlsAggregateVerifier signatures = new();
                Assert.True(signatures.IsSignedBy(committee, SignersOf(vector), certificate.Message.Span, certificate.Signature.Span));
            }
        }
    }

    private static ConfirmationCertificate CertificateOf(JsonElement vector) =>
        new(SignersOf(vector), vector.Hex("message_hex"), vector.Hex("aggregate_signature"));

    private static ImmutableArray<ushort> SignersOf(JsonElement vector) => [.. vector.Each("signers").Select(s => s.GetUInt16())];

    private static CertifyingCommittee Committee(JsonElement vector) => new(
        ProtocolMessage.Parse(vector.Hex("message_hex")).Epoch,
        vector.Each("member_public_keys").Zip(vector.Each("member_weights"), static (key, weight) =>
            new CertifyingMember(BlsPublicKey.Parse(Convert.FromHexString(key.GetString()!)), weight.GetUInt16())));
}
