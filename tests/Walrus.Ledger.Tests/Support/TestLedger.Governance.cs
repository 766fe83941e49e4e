using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;

namespace Walrus.Ledger.Tests.Support;

/// <content>Capabilities and proposals.</content>
public sealed partial class TestLedger
{
    public ObjectId NodeId(int index) => Genesis.NodeId(Machine.Network, index);

    public ObjectId CapabilityOf(CapabilityRole role) =>
        Machine.State.Objects.Sorted().Single(entry => entry.Value is Capability capability && capability.Role == role).Key;

    /// <summary>The position that a node's account was given at genesis.</summary>
    public StakedWal FirstStake(int node) => Machine.OwnedObjects(NodeAccounts[node].Address).Select(Machine.FindObject).OfType<StakedWal>().First();

    public ObjectId Propose(int node, GovernedChange change, uint earliest = 0)
    {
        Ok(NodeAccounts[node], new ProposeChange(NodeId(node), change, new Epoch(earliest)));
        return Machine.Proposals().Single(proposal => proposal.Change == change && proposal.Proposer == NodeId(node)).Id;
    }

    public void Vote(ObjectId proposal, bool support, params int[] nodes)
    {
        foreach (int node in nodes)
            Ok(NodeAccounts[node], new VoteOnChange(NodeId(node), proposal, support));
    }
}
