using System.Text.Json;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Core.Tests.Signatures;

namespace Walrus.Core.Tests.Messages;

public sealed class SignedMessageTests
{
    private static readonly BlsSecretKey Key = Signers.Key(1);
    private static readonly SignedMessage Signed =
        SignedMessage.Sign(Key, new Epoch(3), new StorageConfirmation(default, BlobPersistence.Permanent));

    [Fact]
    public void Proofs_of_possession_are_those_of_the_vectors()
    {
        JsonElement vectors = MessageVectors.Load("messages.json");
        JsonElement vector = vectors.Each("other_messages").Single(m => m.Text("kind") == "proof_of_possession");
        BlsSecretKey key = BlsSecretKey.FromBytes(vector.Hex("secret_key"));
        Epoch epoch = new(vector.GetProperty("epoch").GetUInt32());
        ProofOfPossession claim = new(Address.Parse(vector.Text("sui_address")), key.PublicKey);
        BlsSignature proof = ProofOfPossession.Prove(key, epoch, claim.Account);
        Assert.Equal(vector.Text("signature"), proof.ToString());
        Assert.True(claim.IsProvenBy(proof, epoch));
        Assert.False(claim.IsProvenBy(proof, epoch.Plus(1)));
        Assert.False((claim with { Account = default }).IsProvenBy(proof, epoch));
        Assert.False((claim with { Key = Key.PublicKey }).IsProvenBy(proof, epoch));

        SignedMessage signed = SignedMessage.Sign(key, epoch, claim);
        Assert.Equal(vector.Text("signed_message_bcs"), Convert.ToHexStringLower(BcsFormat.ToBytes(signed)));
        Assert.Equal(claim, BcsFormat.FromBytes<SignedMessage>(vector.Hex("signed_message_bcs")).Verify(key.PublicKey).Body);
    }

    [Fact]
    public void A_signed_message_verifies_by_its_key_alone()
    {
        ProtocolMessage message = Signed.Verify(Key.PublicKey);
        Assert.Equal(new Epoch(3), message.Epoch);
        Assert.Throws<InvalidSignatureException>(() => Signed.Verify(Signers.Key(2).PublicKey));
        byte[] altered = Signed.SerializedMessage.ToArray();
        altered[3] ^= 1;
        Assert.Throws<InvalidSignatureException>(() => new SignedMessage(altered, Signed.Signature).Verify(Key.PublicKey));
    }

    [Fact]
    public void Signed_bytes_that_are_no_message_are_refused()
    {
        byte[] bytes = [.. Signed.SerializedMessage.Span, 0];
        Assert.Throws<BcsException>(() => new SignedMessage(bytes, Key.Sign(bytes).Bytes).Verify(Key.PublicKey));
    }

    [Fact]
    public void The_JSON_form_is_base64_by_the_names_of_the_protocol()
    {
        string json = JsonSerializer.Serialize(Signed);
        string message = Convert.ToBase64String(Signed.SerializedMessage.Span), signature = Convert.ToBase64String(Signed.Signature.Span);
        using JsonDocument document = JsonDocument.Parse(json);
        Assert.Equal(message, document.RootElement.Text("serializedMessage"));
        Assert.Equal(signature, document.RootElement.Text("signature"));
        Assert.Equal(2, document.RootElement.EnumerateObject().Count());

        SignedMessage read = JsonSerializer.Deserialize<SignedMessage>(json)!;
        Assert.Equal(Signed.SerializedMessage.ToArray(), read.SerializedMessage.ToArray());
        Assert.Equal(Signed.Signature.ToArray(), read.Signature.ToArray());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"serializedMessage": "AAAA"}""")]
    [InlineData("""{"serializedMessage": "AAAA", "signature": 7}""")]
    [InlineData("""{"serializedMessage": "AAAA", "signature": "AAAA"}""")]
    [InlineData("""{"serializedMessage": "?", "signature": "AAAA"}""")]
    public void Other_JSON_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SignedMessage>(json));

    [Fact]
    public void Signatures_of_another_length_are_refused() =>
        Assert.Throws<InvalidSignatureException>(() => new SignedMessage(default, new byte[95]));
}
