using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Support;

/// <summary>A ledger whose nodes hold the shards that a vector gives them, by stakes in proportion; one more node holds none.</summary>
public sealed class WeightedLedger
{
    private const ulong StakePerShard = 1_000_000_000_000_000;

    private readonly Dictionary<ulong, int> _indices = [];

    public WeightedLedger(JsonElement weights, ushort commissionBp = 0)
    {
        (ulong Node, int Weight)[] members = [.. weights.EnumerateArray().Select(pair => (pair[0].U64(), (int)pair[1].U64()))];
        Genesis genesis = Make.Genesis(nodes: members.Length + 1, shards: (ushort)members.Sum(member => member.Weight), capacity: 100_000_000_000);
        for (int i = 0; i < members.Length; i++)
            _indices.Add(members[i].Node, i);
        Outsider = members.Length;
        GenesisNode[] nodes = [.. genesis.Nodes.Select((node, i) => node with
        {
            Stake = i == Outsider ? 0 : (ulong)members[i].Weight * StakePerShard, CommissionBp = commissionBp,
        })];
        ulong moved = genesis.Nodes.Aggregate(0UL, (sum, node) => sum + node.Stake) - nodes.Aggregate(0UL, (sum, node) => sum + node.Stake);
        Ledger = new TestLedger(genesis with
        {
            Nodes = [.. nodes],
            Accounts = [.. genesis.Accounts.Select(account =>
                account.Address == Make.Account(1).Address ? account with { Balance = account.Balance + moved } : account)],
        });
        Assert.Equal(members.Select(member => member.Weight), members.Select(member => Ledger.Machine.CurrentCommittee.Find(Id(member.Node))!.Weight));
    }

    public TestLedger Ledger { get; }

    /// <summary>Index of the node without shards, which stands for every one that the vector did not name.</summary>
    public int Outsider { get; }

    public ObjectId Id(ulong node) => Genesis.NodeId(Ledger.Machine.Network, Index(node));

    public Ed25519Account AccountOf(ulong node) => Ledger.NodeAccounts[Index(node)];

    /// <summary>Runs a command of the step's node, by its account unless the step says that it is not authorised.</summary>
    public TransactionEffects RunAs(JsonElement step, Func<ObjectId, Command> command)
    {
        bool authorized = !step.Has("authorized") || step.GetProperty("authorized").GetBoolean();
        ulong node = step.U64("node");
        return Ledger.Run(authorized ? AccountOf(node) : Ledger.Developer, command(Id(node)));
    }

    private int Index(ulong node) => _indices.GetValueOrDefault(node, Outsider);
}
