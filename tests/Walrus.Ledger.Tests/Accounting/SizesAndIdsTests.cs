using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Signatures;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Accounting;

/// <summary>What the ledger bills, derives and reads in messages.</summary>
public sealed class SizesAndIdsTests
{
    private const string Topic = "sizes-ids-messages";

    public static TheoryData<string> Sizes => Vectors.Ids(Topic, "encodedSize");

    public static TheoryData<string> Symbols => Vectors.Ids(Topic, "sourceSymbols");

    public static TheoryData<string> BlobIdCases => Vectors.Ids(Topic, "blobId");

    public static TheoryData<string> Messages => Vectors.Ids(Topic, "message");

    [Theory, MemberData(nameof(Sizes))]
    public void Encoded_sizes_are_billed_in_units(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        RedStuffParameters encoding = new(vector.Given.Int("nShards"));
        ulong encoded = (ulong)encoding.EncodedLength((long)vector.Given.U64("unencodedLength"));
        Assert.Equal(vector.Expect.U64("encodedSize"), encoded);
        Assert.Equal(vector.Expect.U64("units"), Pricing.Units(encoded));
        Assert.Equal(vector.Expect.Int("symbolSize"), encoding.SymbolSize((long)vector.Given.U64("unencodedLength")));
    }

    [Theory, MemberData(nameof(Symbols))]
    public void Source_symbols_follow_from_the_shards(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        RedStuffParameters encoding = new(vector.Given.Int("nShards"));
        Assert.Equal(vector.Expect.Int("primary"), encoding.PrimarySymbols);
        Assert.Equal(vector.Expect.Int("secondary"), encoding.SecondarySymbols);
    }

    [Theory, MemberData(nameof(BlobIdCases))]
    public void A_blob_id_follows_from_type_size_and_root(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        Bytes32 root = new(Convert.FromHexString(vector.Given.Text("rootHashHexLE")));
        BlobId blob = BlobIdDerivation.Derive((EncodingType)vector.Given.Int("encodingType"), vector.Given.U64("unencodedSize"), root);
        Assert.Equal(vector.Expect.Text("digestHex"), blob.Bytes.ToString());
        Assert.Equal(vector.Expect.Text("asInteger"), blob.ToLedgerNumber().ToString(CultureInfo.InvariantCulture));
    }

    [Theory, MemberData(nameof(Messages))]
    public void Messages_have_their_bytes(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        byte[] bytes = new ProtocolMessage(new Epoch((uint)vector.Given.U64("epoch")), Body(vector.Given)).ToBytes();
        Assert.Equal(vector.Expect.Text("hex"), Convert.ToHexStringLower(bytes));
        Assert.Equal(vector.Expect.Int("length"), bytes.Length);
    }

    [Fact]
    public void A_key_has_its_bytes()
    {
        VectorCase vector = Vectors.Load(Topic).Single(item => item.Kind == "blsKey");
        byte[] scalar = new byte[32];
        scalar[^1] = (byte)vector.Given.U64("secretScalar");
        Assert.Equal(vector.Expect.Text("publicKeyHex"), BlsSecretKey.FromBytes(scalar).PublicKey.ToString());
    }

    private static MessageBody Body(JsonElement given) => given.Text("type") switch
    {
        "blobCertification" => new StorageConfirmation(
            Blob(given), new BlobPersistence(given.Text("persistence") == "deletable" ? new ObjectId(Hex(given, "objectIdHex")) : null)),
        "invalidBlobId" => new InvalidBlobIdMessage(Blob(given)),
        "denyListUpdate" => new DenyListUpdateMessage(
            new ObjectId(Hex(given, "nodeIdHex")), given.U64("sequence"), given.U64("size"), LittleEndian(given.Text("rootInt"))),
        "proofOfPossession" => new ProofOfPossession(
            new Address(Hex(given, "senderHex")), BlsPublicKey.Parse(Hex(given, "blsPublicKeyHex"))),
        string other => throw new InvalidOperationException(other),
    };

    private static byte[] Hex(JsonElement given, string name) => Convert.FromHexString(given.Text(name));

    private static BlobId Blob(JsonElement given) => new(LittleEndian(given.Text("blobIdInt")));

    private static Bytes32 LittleEndian(string number)
    {
        byte[] bytes = new byte[32];
        Assert.True(BigInteger.Parse(number, CultureInfo.InvariantCulture).TryWriteBytes(bytes, out _, isUnsigned: true));
        return new Bytes32(bytes);
    }
}
