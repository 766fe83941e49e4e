using System.Buffers.Binary;
using System.Collections.Concurrent;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Core.Signatures;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Networks;

namespace Walrus.Ledger.Tests.Support;

/// <summary>Values for tests, each determined by a small number.</summary>
public static class Make
{
    private static readonly ConcurrentDictionary<ulong, BlsSecretKey> SecretKeys = [];

    public static Bytes32 Bytes(ulong number)
    {
        byte[] bytes = new byte[32];
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), number);
        return new Bytes32(bytes);
    }

    public static ObjectId Id(ulong number) => new(Bytes(number));

    public static Address Address(ulong number) => new(Bytes(number));

    public static Ed25519Account Account(ulong number) => Ed25519Account.FromSeed(Bytes(number).ToArray());

    /// <summary>Key pairs take a moment to make; those of small numbers serve many tests.</summary>
    public static BlsSecretKey SecretKey(ulong number) => SecretKeys.GetOrAdd(number, static seed => BlsSecretKey.FromSeed(Bytes(seed).ToArray()));

    public static BlsPublicKey Key(ulong number) => SecretKey(number).PublicKey;

    /// <summary>The id of a blob that is told apart by its root and size.</summary>
    public static BlobId Blob(ulong root, ulong size) => BlobIdDerivation.Derive(EncodingType.RS2, size, Bytes(root));

    public static NodeIdentity Node(int index, ulong capacity)
    {
        Address account = Account(1000 + (ulong)index).Address;
        BlsPublicKey key = Key((ulong)index + 1);
        byte[] proof = FakeBls.Prove(account, key);
        return new NodeIdentity($"node-{index}", account, key, proof, new byte[] { 2, (byte)index }, $"http://127.0.0.1:{9185 + index}", capacity);
    }

    public static Genesis Genesis(int nodes = 4, ushort shards = 13, ulong epochMs = 1000, ulong capacity = 1_000_000_000) => GenesisDefaults.Create(
        "test",
        shards,
        epochMs,
        [.. Enumerable.Range(0, nodes).Select(index => Node(index, capacity))],
        Account(1).Address,
        new GenesisAccount(Account(2).Address, GenesisDefaults.DevelopmentBalance));

    public static LedgerMachine Machine(Genesis genesis, int retainedBlocks = 1024) =>
        new(genesis, FakeBls.Certificates, new LedgerOptions { RetainedBlocks = retainedBlocks, Possession = new FakeBls() });

    public static NodeProfile Profile(string name) => new(name, $"http://{name}", new byte[] { 2, 3 }, NodeMetadata.Empty);

    public static StorageNode StorageNode(ulong id, NodeVotes votes, Address? account = null) =>
        new(Id(id), account ?? Address(id), Profile($"node-{id}"), Key(id), votes);

    public static byte[] Message(uint epoch, MessageBody body) => new ProtocolMessage(new Epoch(epoch), body).ToBytes();

    public static byte[] Confirmation(uint epoch, BlobId blob, ObjectId? deletable) =>
        Message(epoch, new StorageConfirmation(blob, new BlobPersistence(deletable)));

    /// <summary>A certificate by some members of a committee; by all if none are named.</summary>
    public static Certificate Certificate(Committee committee, byte[] message, params IEnumerable<ushort> signers)
    {
        ushort[] indices = signers.Any() ? [.. signers] : [.. Enumerable.Range(0, committee.Members.Count).Select(index => (ushort)index)];
        return new Certificate(
            FakeBls.Sign(indices.Select(index => committee.Members[index].Key), message),
            SignerBitmap.FromSigners(indices, committee.Members.Count),
            message);
    }
}
