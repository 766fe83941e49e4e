using System.Text.Json;
using CsCheck;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Core.Tests.Signatures;

namespace Walrus.Core.Tests.Messages;

public sealed class ProtocolMessageTests
{
    private static readonly JsonElement Vectors = MessageVectors.Load("messages.json");
    private static readonly byte[] Confirmation =
        new ProtocolMessage(new Epoch(21), new StorageConfirmation(default, BlobPersistence.Permanent)).ToBytes();

    [Fact]
    public void Confirmations_are_those_of_the_vectors()
    {
        foreach (JsonElement vector in Vectors.Each("confirmations"))
        {
            BlobPersistence persistence = vector.Text("persistence") == "permanent"
                ? BlobPersistence.Permanent
                : BlobPersistence.Deletable(ObjectId.Parse(vector.Text("object_id")));
            AssertForm(vector, new StorageConfirmation(BlobId.Parse(vector.Text("blob_id")), persistence));
        }
    }

    [Fact]
    public void Other_messages_are_those_of_the_vectors()
    {
        foreach (JsonElement vector in Vectors.Each("other_messages"))
        {
            AssertForm(vector, vector.Text("kind") switch
            {
                "invalid_blob_id" => new InvalidBlobIdMessage(new BlobId(vector.Hex("blob_id_hex"))),
                "sync_shard" => SyncShard(vector),
                "proof_of_possession" =>
                    new ProofOfPossession(Address.Parse(vector.Text("sui_address")), BlsPublicKey.Parse(vector.Hex("public_key"))),
                string kind => throw new InvalidDataException(kind),
            });
        }
    }

    [Fact]
    public void Every_kind_reads_as_it_was_written()
    {
        MessageBody[] bodies =
        [
            new ProofOfPossession(default, Signers.Key(1).PublicKey),
            new StorageConfirmation(default, BlobPersistence.Deletable(default)),
            new InvalidBlobIdMessage(default),
            new SyncShardRequest(new ShardIndex(1), Axis.Secondary, default, 7, new Epoch(2)),
            new DenyListUpdateMessage(default, 1, 2, default),
            new DenyListedBlobDeletedMessage(default),
            new ProtocolVersionMessage(new Epoch(4), 5),
            new CheckpointMessage(6, default),
        ];
        int[] lengths = [87, 72, 39, 55, 87, 39, 19, 47];
        Assert.Equal(Enum.GetValues<IntentType>(), bodies.Select(body => body.Type));
        foreach ((MessageBody body, int length) in bodies.Zip(lengths))
        {
            ProtocolMessage message = new(new Epoch(9), body);
            byte[] bytes = message.ToBytes();
            Assert.Equal(length, bytes.Length);
            Assert.Equal(message, ProtocolMessage.Parse(bytes));
            Assert.Throws<BcsException>(() => ProtocolMessage.Parse(bytes.AsSpan(0, length - 1)));
            Assert.Throws<BcsException>(() => ProtocolMessage.Parse([.. bytes, 0]));
            Assert.Equal(message, ProtocolMessage.ParsePrefix([.. bytes, 0]));
        }
    }

    [Theory]
    [InlineData(0, 7)]
    [InlineData(0, 9)]
    [InlineData(0, 255)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    [InlineData(2, 4)]
    public void Frames_of_others_are_refused(int position, byte value)
    {
        byte[] bytes = [.. Confirmation];
        bytes[position] = value;
        Assert.Throws<InvalidMessageException>(() => ProtocolMessage.Parse(bytes));
    }

    [Fact]
    public void Bodies_that_are_not_canonical_are_refused()
    {
        byte[] confirmation = [.. Confirmation];
        confirmation[^1] = 2;
        Assert.Throws<BcsException>(() => ProtocolMessage.Parse(confirmation));

        byte[] sync = new ProtocolMessage(default, new SyncShardRequest(default, Axis.Primary, default, 1, default)).ToBytes();
        foreach (int position in new[] { 7, 10 })
        {
            byte[] bytes = [.. sync];
            bytes[position] = 2;
            Assert.Throws<BcsException>(() => ProtocolMessage.Parse(bytes));
        }

        byte[] proof = new ProtocolMessage(default, new ProofOfPossession(default, Signers.Key(1).PublicKey)).ToBytes();
        proof[39] ^= 0x80;
        Assert.Throws<InvalidKeyException>(() => ProtocolMessage.Parse(proof));
    }

    [Fact]
    public void The_expected_body_is_checked()
    {
        (Epoch epoch, StorageConfirmation body) = ProtocolMessage.Parse<StorageConfirmation>(Confirmation);
        Assert.Equal(new Epoch(21), epoch);
        Assert.Equal(BlobPersistence.Permanent, body.Persistence);
        Assert.Throws<InvalidMessageException>(() => ProtocolMessage.Parse<InvalidBlobIdMessage>(Confirmation));
    }

    [Fact]
    public void Any_bytes_are_a_message_or_a_protocol_error() => Gen.Select(Gen.Byte[0, 9], Gen.Byte.Array[0, 90]).Sample((type, rest) =>
    {
        byte[] bytes = [type, 0, 3, .. rest];
        try
        {
            Assert.Equal(bytes, ProtocolMessage.Parse(bytes).ToBytes());
        }
        catch (ProtocolException exception)
        {
            Assert.NotEmpty(exception.Message);
        }
    });

    private static SyncShardRequest SyncShard(JsonElement vector) => new(
        new ShardIndex(vector.GetProperty("shard_index").GetInt32()),
        vector.Text("sliver_type") == "primary" ? Axis.Primary : Axis.Secondary,
        new BlobId(vector.Hex("starting_blob_id_hex")),
        vector.GetProperty("sliver_count").GetUInt64(),
        new Epoch(vector.GetProperty("request_epoch").GetUInt32()));

    private static void AssertForm(JsonElement vector, MessageBody body)
    {
        ProtocolMessage message = new(new Epoch(vector.GetProperty("epoch").GetUInt32()), body);
        Assert.Equal(vector.Text("message_hex"), Convert.ToHexStringLower(message.ToBytes()));
        Assert.Equal(message, ProtocolMessage.Parse(vector.Hex("message_hex")));
    }
}
