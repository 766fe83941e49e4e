using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;

namespace Walrus.Ledger.Staking;

/// <summary>Votes for burning a node's commission, of one epoch (control plane 7.4).</summary>
/// <param name="Candidate">Whose commission.</param>
/// <param name="Epoch">When the votes were cast.</param>
/// <param name="Weight">Shards behind them.</param>
/// <param name="Voters">The nodes that voted, in the order of their votes.</param>
public sealed record SlashingProposal(ObjectId Candidate, Epoch Epoch, int Weight, ImmutableArray<ObjectId> Voters)
{
    internal SlashingProposal With(ObjectId voter, int weight)
    {
        LedgerException.Require(!Voters.Contains(voter), Reason.EDuplicateVote);
        return this with { Weight = Weight + weight, Voters = Voters.Add(voter) };
    }

    internal void Write(BcsWriter writer)
    {
        writer.Value(Candidate);
        writer.U32(Epoch.Value);
        writer.U16((ushort)Weight);
        writer.Vector(Voters);
    }

    internal static SlashingProposal Read(ref BcsReader reader) =>
        new(ObjectId.Read(ref reader), new Epoch(reader.U32()), reader.U16(), [.. reader.Vector<ObjectId>()]);
}
