using System.Buffers.Binary;
using System.Collections.Concurrent;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Core.Signatures;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Snapshots;

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

    /// <summary>With the same small stake for every node, and what they had beyond with the first account.</summary>
    public static Genesis WithStakes(Genesis genesis, ulong stake)
    {
        ulong freed = genesis.Nodes.Aggregate(0ul, (sum, node) => sum + node.Stake - stake);
        return genesis with
        {
            Nodes = [.. genesis.Nodes.Select(node => node with { Stake = stake })],
            Accounts = genesis.Accounts.SetItem(0, genesis.Accounts[0] with { Balance = genesis.Accounts[0].Balance + freed }),
        };
    }

    public static LedgerMachine Machine(Genesis genesis, int retainedBlocks = 1024, int retainedEvents = 32_768) =>
        new(genesis, FakeBls.Certificates, new LedgerOptions { RetainedBlocks = retainedBlocks, RetainedEvents = retainedEvents, Possession = new FakeBls() });

    public static NodeProfile Profile(string name) => new(name, $"http://{name}", new byte[] { 2, 3 }, NodeMetadata.Empty);

    /// <summary>A machine from the bytes of a snapshot.</summary>
    public static LedgerMachine Restored(Genesis genesis, LedgerSnapshot snapshot) => Restored(genesis, Frames(snapshot));

    public static LedgerMachine Restored(Genesis genesis, IEnumerable<byte[]> frames) => LedgerMachine.Restore(
        genesis, FakeBls.Certificates, frames.Select(static frame => (ReadOnlyMemory<byte>)frame), out _, new LedgerOptions { Possession = new FakeBls() });

    public static byte[][] Frames(LedgerSnapshot snapshot) => [.. snapshot.Write(journalPosition: 7, clockOffsetMs: 0, []).Select(static frame => frame.ToArray())];

    public static StorageNode StorageNode(ulong id, NodeVotes votes, Address? account = null) =>
        new(Id(id), account ?? Address(id), Profile($"node-{id}"), Key(id), votes);

    public static byte[] Message(uint epoch, MessageBody body) => new ProtocolMessage(new Epoch(epoch), body).ToBytes();

    public static byte[] Confirmation(uint epoch, BlobId blob, ObjectId? deletable) =>
        Message(epoch, new StorageConfirmation(blob, new BlobPersistence(deletable)));

    /// <summary>A certificate by those members of a committee that are named and exist; by all if none are.</summary>
    public static Certificate Certificate(Committee committee, byte[] message, params IEnumerable<ushort> signers)
    {
        ushort[] named = [.. signers.Where(index => index < committee.Members.Count)];
        ushort[] indices = named.Length > 0 ? named : [.. Enumerable.Range(0, committee.Members.Count).Select(index => (ushort)index)];
        return new Certificate(
            FakeBls.Sign(indices.Select(index => committee.Members[index].Key), message),
            SignerBitmap.FromSigners(indices, committee.Members.Count),
            message);
    }
}
