using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;
using Walrus.Ledger.State;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Networks;

/// <summary>The state in epoch 0, before the first committee (control plane 4.6).</summary>
internal static class GenesisState
{
    public static LedgerState Create(Genesis genesis, NetworkId network)
    {
        NetworkRules rules = new(genesis.Shards, genesis.EpochDurationMs, genesis.MaxEpochsAhead);
        FutureAccounting ring = FutureAccounting.Create(new Epoch(0), genesis.MaxEpochsAhead);
        SystemState system = new(genesis.Capacity, genesis.Prices, ring, Genesis.Supply, Burned: 0, NextEventPosition: 0);
        EpochState epochs = new(
            EpochPhase.Done(0), Previous: null, Committee.Empty(new Epoch(0)), Next: null,
            VotedCapacity: 0, FirstEpochStartMs: 0, SyncStartMs: 0);
        LedgerState state = new(rules, system, epochs);
        foreach (GenesisAccount account in genesis.Accounts)
            state.Accounts.Set(account.Address, new Account(account.Balance, 0));
        for (int i = 0; i < genesis.Nodes.Length; i++)
            AddNode(state, genesis, network, i);
        state.Markets.Governance.Value = GovernanceState.Create(genesis.Parameters);
        AddCapabilities(state, genesis, network);
        return state;
    }

    // Capabilities take the numbers after the stake positions'.
    private static void AddCapabilities(LedgerState state, Genesis genesis, NetworkId network)
    {
        if (genesis.Foundation is not { } foundation)
            return;
        foreach (CapabilityRole role in Enum.GetValues<CapabilityRole>())
        {
            ObjectId id = ObjectIds.Derive(network.Bytes, 2 * (ulong)genesis.Nodes.Length + (byte)role);
            state.Objects.Set(id, new Capability(id, foundation, role));
        }
    }

    private static void AddNode(LedgerState state, Genesis genesis, NetworkId network, int index)
    {
        GenesisNode node = genesis.Nodes[index];
        ObjectId id = Genesis.NodeId(network, index);
        NodeProfile profile = new(node.Name, node.Url, node.NetworkKey, NodeMetadata.Empty);
        state.Nodes.Set(id, new StorageNode(id, node.Account, profile, node.BlsKey, node.Votes));
        StakingPool pool = StakingPool.Create(state.Now, selected: false, node.CommissionBp);
        if (node.Stake > 0)
        {
            // Stake positions take the numbers after the nodes'.
            ObjectId position = ObjectIds.Derive(network.Bytes, (ulong)(genesis.Nodes.Length + index));
            StakeMoment moment = new(state.Now, Selected: false, InCurrent: false, InNext: false);
            pool = pool.Stake(moment, node.Stake);
            StakedWal stake = new(position, node.Account, id, node.Stake, moment.Activation, WithdrawEpoch: null);
            state.Objects.Set(position, stake);
            NodePrincipal.Follow(state, before: null, stake);
        }

        PoolRules.Put(state, id, pool);
    }
}
