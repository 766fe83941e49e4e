using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Core.Quilts;
using Walrus.Core.Recovery;
using Walrus.Core.Signatures;
using Walrus.Core.Slivers;
using Walrus.Core.Tests.Encoding;
using Walrus.Core.Tests.Messages;
using Walrus.Core.Tests.Signatures;

namespace Walrus.Core.Tests.Fuzzing;

/// <summary>One reader of bytes from outside.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Honest">Bytes that it takes.</param>
/// <param name="Rewrite">Reads bytes and gives the form of what was read.</param>
public sealed record BinaryForm(string Name, byte[] Honest, Func<byte[], byte[]> Rewrite)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Every reader of bytes in the library.</summary>
internal static class BinaryForms
{
    private static readonly EncodedBlob Blob = new(7, [.. Enumerable.Range(1, 100).Select(i => (byte)i)]);
    private static readonly SigningCommittee Committee = new(new Epoch(1), 3, 2, 2);
    private static readonly ProtocolMessage Confirmation =
        new(new Epoch(1), new StorageConfirmation(Blob.Metadata.BlobId, BlobPersistence.Deletable(default)));

    /// <summary>All of them.</summary>
    public static IEnumerable<BinaryForm> All => [.. Values(), .. Symbols(), .. Messages(), .. Others()];

    private static IEnumerable<BinaryForm> Values()
    {
        yield return Of(Blob.Metadata.BlobId);
        yield return Of(new ObjectId(Blob.Metadata.BlobId.Bytes));
        yield return Of(new Address(Blob.Metadata.BlobId.Bytes));
        yield return Of(Blob.Metadata.Metadata);
        yield return Of(Blob.Metadata.Metadata.Pairs[0]);
        yield return Of(Blob.Metadata.WithId());
        yield return Of(new QuiltTags([new("key", "value"), new("näme", "")]));
        yield return Of(new SliverPair(Blob.Sliver(Axis.Primary, 0), Blob.Sliver(Axis.Secondary, 6)));
        yield return Of(Signers.Key(1).PublicKey);
        yield return Of(Signers.Key(1).Sign([1, 2, 3]));
    }

    private static IEnumerable<BinaryForm> Symbols()
    {
        GeneralRecoverySymbol symbol = Blob.Expand(Axis.Primary, 1).RecoverySymbol(new SliverIndex(5));
        yield return Of(symbol);
        yield return Of(symbol.Id);
        yield return Of(symbol.Symbol);
        yield return Of(new TaggedDecodingSymbol(Axis.Secondary, symbol.Symbol));
        yield return Of(new RecoverySymbol(symbol.Symbol, symbol.Proof));
        yield return Of(symbol.Proof);
        yield return Of(MerkleNode.Empty);
        yield return Of(symbol.Proof.Path[0], "digest node");
        InconsistencyProof proof = new(Axis.Secondary, new SliverIndex(2), [new(symbol.Symbol, symbol.Proof), new(symbol.Symbol, symbol.Proof)]);
        yield return new("inconsistency proof", proof.ToBytes(), bytes => InconsistencyProof.FromBytes(bytes, Axis.Primary).ToBytes());
        yield return new("tagged inconsistency proof", Tagged(proof.WriteTagged), bytes =>
        {
            BcsReader reader = new(bytes);
            InconsistencyProof read = InconsistencyProof.ReadTagged(ref reader);
            reader.End();
            return Tagged(read.WriteTagged);
        });
    }

    private static IEnumerable<BinaryForm> Messages()
    {
        MessageBody[] bodies =
        [
            new ProofOfPossession(default, Signers.Key(1).PublicKey), new StorageConfirmation(default, BlobPersistence.Permanent),
            new InvalidBlobIdMessage(default), new SyncShardRequest(new ShardIndex(1), Axis.Secondary, default, 7, new Epoch(2)),
            new DenyListUpdateMessage(default, 1, 2, default), new DenyListedBlobDeletedMessage(default),
            new ProtocolVersionMessage(new Epoch(4), 5), new CheckpointMessage(6, default),
        ];
        foreach (MessageBody body in bodies)
            yield return Of(new ProtocolMessage(new Epoch(9), body), body.GetType().Name);
        yield return Of(Confirmation);
        yield return new("storage confirmation alone", Confirmation.ToBytes(), bytes =>
        {
            (Epoch epoch, StorageConfirmation body) = ProtocolMessage.Parse<StorageConfirmation>(bytes);
            return new ProtocolMessage(epoch, body).ToBytes();
        });
        yield return new("message before other bytes", Confirmation.ToBytes(), bytes =>
        {
            byte[] message = ProtocolMessage.ParsePrefix(bytes).ToBytes();
            return [.. message, .. bytes[message.Length..]];
        });
        yield return Of(BlobPersistence.Deletable(default));
        yield return Of(Committee.Certify(Confirmation, 0, 2));
        yield return Of(Committee.Certify(Confirmation, 0, 2).ForLedger(members: 3));
        SignedMessage signed = SignedMessage.Sign(Signers.Key(1), new Epoch(9), bodies[1]);
        yield return Of(signed);
        yield return new("signers", [0b1011, 0b1], bytes => SignerBitmap.FromSigners(SignerBitmap.ToSigners(bytes, 9), 8 * bytes.Length));
    }

    private static IEnumerable<BinaryForm> Others()
    {
        foreach (Axis axis in Enum.GetValues<Axis>())
        {
            yield return new($"{axis} sliver", Blob.Sliver(axis, 3).ToBytes(), bytes => Sliver.FromBytes(bytes, axis).ToBytes());
            yield return new($"tagged {axis} sliver", Tagged(Blob.Sliver(axis, 3).WriteTagged), bytes =>
            {
                BcsReader reader = new(bytes);
                Sliver read = Sliver.ReadTagged(ref reader);
                reader.End();
                return Tagged(read.WriteTagged);
            });
            // Whatever a sliver says of itself, it is compared with the metadata without harm.
            yield return new($"{axis} sliver of a blob", Blob.Sliver(axis, 3).ToBytes(), bytes =>
            {
                SliverVerifier.Verify(Sliver.FromBytes(bytes, axis), Blob.Metadata);
                return Blob.Sliver(axis, 3).ToBytes();
            });
        }

        yield return new("metadata of a blob", BcsFormat.ToBytes(Blob.Metadata.WithId()), bytes =>
        {
            BlobMetadataWithId read = BcsFormat.FromBytes<BlobMetadataWithId>(bytes);
            return BcsFormat.ToBytes(VerifiedBlobMetadata.Verify(read.BlobId, read.Metadata, Blob.Parameters).WithId());
        });
        GeneralRecoverySymbol symbol = Blob.Expand(Axis.Primary, 1).RecoverySymbol(new SliverIndex(5));
        yield return new("symbol of a blob", BcsFormat.ToBytes(symbol), bytes =>
        {
            GeneralRecoverySymbol read = BcsFormat.FromBytes<GeneralRecoverySymbol>(bytes);
            SymbolVerifier.Verify(read, read.TargetAxis, read.TargetIndex, Blob.Metadata);
            return BcsFormat.ToBytes(read);
        });
        yield return new("secret key", [.. new byte[31], 7], bytes => Convert.FromBase64String(BlsSecretKey.FromBytes(bytes).ToKeyText())[1..]);
    }

    private static BinaryForm Of<T>(T value, string? name = null) where T : IBcs<T> =>
        new(name ?? typeof(T).Name, BcsFormat.ToBytes(value), static bytes => BcsFormat.ToBytes(BcsFormat.FromBytes<T>(bytes)));

    private static byte[] Tagged(Action<BcsWriter> write)
    {
        BcsWriter writer = new();
        write(writer);
        return writer.ToArray();
    }
}
