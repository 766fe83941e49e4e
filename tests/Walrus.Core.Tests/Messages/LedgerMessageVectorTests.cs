using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Core.Tests.Signatures;

namespace Walrus.Core.Tests.Messages;

/// <summary>The message layouts of the control plane's vectors.</summary>
public sealed class LedgerMessageVectorTests
{
    [Fact]
    public void Messages_are_those_of_the_vectors()
    {
        JsonElement[] vectors =
            [.. MessageVectors.Load("control-plane/sizes-ids-messages.json").Each("cases").Where(c => c.Text("kind") == "message")];
        Assert.NotEmpty(vectors);
        foreach (JsonElement vector in vectors)
        {
            JsonElement given = vector.GetProperty("given"), expect = vector.GetProperty("expect");
            ProtocolMessage message = new(new Epoch(given.GetProperty("epoch").GetUInt32()), Body(given));
            byte[] bytes = message.ToBytes();
            Assert.Equal(expect.Text("hex"), Convert.ToHexStringLower(bytes));
            Assert.Equal(expect.GetProperty("length").GetInt32(), bytes.Length);
            Assert.Equal(message, ProtocolMessage.Parse(bytes));
        }
    }

    private static MessageBody Body(JsonElement given) => given.Text("type") switch
    {
        "blobCertification" => new StorageConfirmation(Blob(given), Persistence(given)),
        "invalidBlobId" => new InvalidBlobIdMessage(Blob(given)),
        "denyListUpdate" => new DenyListUpdateMessage(
            new ObjectId(given.Hex("nodeIdHex")), Number(given, "sequence"), Number(given, "size"), Integer(given.Text("rootInt"))),
        "proofOfPossession" => new ProofOfPossession(new Address(given.Hex("senderHex")), BlsPublicKey.Parse(given.Hex("blsPublicKeyHex"))),
        string type => throw new InvalidDataException(type),
    };

    private static BlobPersistence Persistence(JsonElement given) => given.Text("persistence") == "permanent"
        ? BlobPersistence.Permanent
        : BlobPersistence.Deletable(new ObjectId(given.Hex("objectIdHex")));

    private static BlobId Blob(JsonElement given) => new(Integer(given.Text("blobIdInt")));

    private static ulong Number(JsonElement given, string name) => ulong.Parse(given.Text(name), CultureInfo.InvariantCulture);

    // A u256, little-endian.
    private static Bytes32 Integer(string digits)
    {
        byte[] bytes = new byte[32];
        BigInteger.Parse(digits, CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true).CopyTo(bytes, 0);
        return new Bytes32(bytes);
    }
}
