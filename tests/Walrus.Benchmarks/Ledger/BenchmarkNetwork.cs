using System.Buffers.Binary;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Networks;

namespace Walrus.Benchmarks.Ledger;

/// <summary>A network of four nodes with as many funded accounts as asked, and all their keys.</summary>
internal sealed class BenchmarkNetwork
{
    private const int NodeCount = 4;
    private const ulong AccountBalance = 1_000_000_000_000;
    private const ulong Unbounded = 1UL << 60;

    public BenchmarkNetwork(int accounts)
    {
        Accounts = [.. Enumerable.Range(0, accounts).Select(static index => Account(Kind.User, index))];
        NodeAccounts = [.. Enumerable.Range(0, NodeCount).Select(static index => Account(Kind.NodeAccount, index))];
        Nodes = [.. Enumerable.Range(0, NodeCount).Select(static index => BlsSecretKey.FromSeed(Seed(Kind.Node, index)))];
        Genesis = GenesisDefaults.Create(
            "benchmark",
            shards: 10,
            epochDurationMs: 24 * 3600 * 1000,
            [.. Nodes.Select(Identity)],
            Account(Kind.Treasury, 0).Address,
            [.. Accounts.Select(static account => new GenesisAccount(account.Address, AccountBalance))]);
        Id = Genesis.ComputeNetworkId();
    }

    private enum Kind : byte
    {
        User,
        Node,
        NodeAccount,
        Treasury,
    }

    public Genesis Genesis { get; }

    public NetworkId Id { get; }

    public IReadOnlyList<Ed25519Account> Accounts { get; }

    public IReadOnlyList<BlsSecretKey> Nodes { get; }

    public IReadOnlyList<Ed25519Account> NodeAccounts { get; }

    private static NodeIdentity Identity(BlsSecretKey key, int index)
    {
        Address account = Account(Kind.NodeAccount, index).Address;
        return new NodeIdentity(
            $"node-{index}", account, key.PublicKey, ProofOfPossession.Prove(key, new Epoch(0), account).Bytes,
            NetworkKey: ReadOnlyMemory<byte>.Empty, $"http://node-{index}.test", Unbounded);
    }

    private static Ed25519Account Account(Kind kind, int index) => Ed25519Account.FromSeed(Seed(kind, index));

    private static byte[] Seed(Kind kind, int index)
    {
        byte[] seed = new byte[Ed25519Account.SeedLength];
        seed[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(seed.AsSpan(1), index);
        return seed;
    }
}
