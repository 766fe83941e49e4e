using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Objects;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Governance;

/// <summary>
/// Both counts of a proposal. Nodes count by their shards. Holders count by the principal that was active when the epoch
/// began: a position's own vote, and for what did not vote itself the vote of its node.
/// </summary>
/// <param name="NodesFor">Shards of the nodes in favour.</param>
/// <param name="NodesAgainst">Shards of the nodes against.</param>
/// <param name="HoldersFor">FROST in favour.</param>
/// <param name="HoldersAgainst">FROST against.</param>
/// <param name="ActivePrincipal">FROST that was active when the epoch began.</param>
public sealed record ProposalTally(int NodesFor, int NodesAgainst, ulong HoldersFor, ulong HoldersAgainst, ulong ActivePrincipal)
    : IBcs<ProposalTally>
{
    /// <summary>Whether the nodes reach a quorum and the holders more than half.</summary>
    public bool Passes(int shards) => ShardWeights.IsQuorum(NodesFor, shards) && (UInt128)HoldersFor * 2 > ActivePrincipal;

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.U16((ushort)NodesFor);
        writer.U16((ushort)NodesAgainst);
        writer.U64(HoldersFor);
        writer.U64(HoldersAgainst);
        writer.U64(ActivePrincipal);
    }

    /// <inheritdoc/>
    public static ProposalTally Read(ref BcsReader reader) => new(reader.U16(), reader.U16(), reader.U64(), reader.U64(), reader.U64());

    internal static ProposalTally Of(LedgerState state, Committee committee, Proposal proposal)
    {
        ImmutableSortedDictionary<ObjectId, ulong> electorate = state.Markets.Governance.Value.Electorate;
        Dictionary<ObjectId, ulong> own = [];
        ProposalTally tally = new(0, 0, 0, 0, electorate.Values.Aggregate(0UL, static (sum, principal) => sum + principal));
        foreach ((ObjectId id, bool support) in proposal.HolderVotes)
        {
            // A position that was taken out since has no vote left; one that was divided votes with what remains.
            if (state.Objects.Find(id) is not StakedWal position || !ProposalRules.IsActive(position, proposal.Epoch))
                continue;
            own[position.Node] = own.GetValueOrDefault(position.Node) + position.Principal;
            tally = tally.WithHolders(position.Principal, support);
        }

        foreach ((ObjectId node, bool support) in proposal.NodeVotes)
        {
            ulong delegated = electorate.GetValueOrDefault(node) - own.GetValueOrDefault(node);
            tally = tally.WithHolders(delegated, support).WithNode(committee.Find(node)!.Weight, support);
        }

        return tally;
    }

    private ProposalTally WithHolders(ulong principal, bool support) => support
        ? this with { HoldersFor = HoldersFor + principal }
        : this with { HoldersAgainst = HoldersAgainst + principal };

    private ProposalTally WithNode(int weight, bool support) => support
        ? this with { NodesFor = NodesFor + weight }
        : this with { NodesAgainst = NodesAgainst + weight };
}
