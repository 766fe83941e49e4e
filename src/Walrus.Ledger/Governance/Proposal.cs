using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Governance;

/// <summary>A change that is voted on in one epoch, by nodes and by holders. Immutable.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Proposer">The node that proposed it.</param>
/// <param name="Epoch">The epoch in which votes count.</param>
/// <param name="Change">What it would change.</param>
/// <param name="Earliest">First epoch for which it is asked.</param>
/// <param name="NodeVotes">Who is for it and who against, by node.</param>
/// <param name="HolderVotes">Who is for it and who against, by stake position.</param>
public sealed record Proposal(
    ObjectId Id,
    ObjectId Proposer,
    Epoch Epoch,
    GovernedChange Change,
    Epoch Earliest,
    ImmutableSortedDictionary<ObjectId, bool> NodeVotes,
    ImmutableSortedDictionary<ObjectId, bool> HolderVotes)
{
    internal static Proposal Open(ObjectId id, ObjectId proposer, Epoch epoch, GovernedChange change, Epoch earliest)
    {
        ImmutableSortedDictionary<ObjectId, bool> none = ImmutableSortedDictionary<ObjectId, bool>.Empty;
        return new Proposal(id, proposer, epoch, change, earliest, none, none);
    }

    internal void Write(BcsWriter writer)
    {
        writer.Value(Id);
        writer.Value(Proposer);
        writer.U32(Epoch.Value);
        writer.Value(Change);
        writer.U32(Earliest.Value);
        WriteVotes(writer, NodeVotes);
        WriteVotes(writer, HolderVotes);
    }

    internal static Proposal Read(ref BcsReader reader) => new(
        ObjectId.Read(ref reader),
        ObjectId.Read(ref reader),
        new Epoch(reader.U32()),
        GovernedChange.Read(ref reader),
        new Epoch(reader.U32()),
        ReadVotes(ref reader),
        ReadVotes(ref reader));

    private static void WriteVotes(BcsWriter writer, ImmutableSortedDictionary<ObjectId, bool> votes) =>
        writer.Vector(votes, static (w, vote) =>
        {
            w.Value(vote.Key);
            w.Bool(vote.Value);
        });

    private static ImmutableSortedDictionary<ObjectId, bool> ReadVotes(ref BcsReader reader) =>
        reader.Vector(static (ref BcsReader r) => KeyValuePair.Create(ObjectId.Read(ref r), r.Bool())).ToMap();
}
