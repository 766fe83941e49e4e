using System.Text.Json;
using Walrus.Core.Signatures;

namespace Walrus.Core.Tests.Signatures;

public sealed class SignVectorTests
{
    private static readonly JsonElement Bls = MessageVectors.Load("messages.json").GetProperty("bls");

    [Fact]
    public void Keys_and_signatures_are_those_of_the_vectors()
    {
        foreach (JsonElement vector in Bls.Each("sign"))
        {
            BlsSecretKey key = BlsSecretKey.FromBytes(vector.Hex("secret_key"));
            byte[] message = vector.Hex("message_hex");
            Assert.Equal(vector.Text("public_key"), key.PublicKey.ToString());
            BlsSignature signature = key.Sign(message);
            Assert.Equal(vector.Text("signature"), signature.ToString());
            BlsSignature read = BlsSignature.Parse(vector.Hex("signature"));
            Assert.True(BlsVerifier.Verify(BlsPublicKey.Parse(vector.Hex("public_key")), message, read));
        }
    }

    [Fact]
    public void What_must_not_verify_does_not()
    {
        foreach (JsonElement vector in Bls.Each("verify_negative"))
        {
            BlsPublicKey key = BlsPublicKey.Parse(vector.Hex("public_key"));
            bool verifies = BlsSignature.TryParse(vector.Hex("signature"), out BlsSignature? signature)
                && BlsVerifier.Verify(key, vector.Hex("message_hex"), signature);
            Assert.False(verifies, vector.Text("why"));
        }
    }
}
