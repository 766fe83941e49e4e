using System.Collections.Immutable;
using Walrus.Client.Committees;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Ledger;
using Walrus.Ledger.Committees;

namespace Walrus.Grains.Ledger;

/// <summary>Committees of the local replica as snapshots that clients and nodes work with; made once per epoch.</summary>
public sealed class CommitteeDirectory(LedgerReplica replica)
{
    private static readonly Uri Nowhere = new("http://node.invalid");

    private volatile CommitteeSnapshot? _current;

    /// <summary>The committee of the current epoch.</summary>
    public CommitteeSnapshot Current
    {
        get
        {
            (Epoch epoch, CommitteeSnapshot? fresh) = replica.Read(machine =>
                (machine.Epoch, _current is { } cached && cached.Epoch == machine.Epoch ? null : Snapshot(machine)));
            if (fresh is not null)
                _current = fresh;
            return fresh ?? _current!;
        }
    }

    /// <summary>The current committee's member of this name, or null.</summary>
    public Walrus.Client.Committees.CommitteeMember? Find(string node) => Current.Members.FirstOrDefault(member => member.Name == node);

    /// <summary>Shards that the current committee assigns to the node of this name.</summary>
    public ImmutableArray<ShardIndex> ShardsOf(string node) => Find(node)?.Shards ?? [];

    // The committee before stays in sight for the whole epoch: after a forced end of sync, shards may still be on their way (rulings 3).
    private static CommitteeSnapshot Snapshot(LedgerMachine machine)
    {
        RedStuffParameters parameters = new(machine.Genesis.Shards);
        CommitteeSnapshot? previous = machine.PreviousCommittee is { } before ? Snapshot(machine, parameters, before, null) : null;
        return Snapshot(machine, parameters, machine.CurrentCommittee, previous);
    }

    private static CommitteeSnapshot Snapshot(
        LedgerMachine machine, RedStuffParameters parameters, Committee committee, CommitteeSnapshot? previous) =>
        new(committee.Epoch, parameters, committee.Members.Select(member => Describe(machine, member))) { Previous = previous };

    // The ledger takes any name of a host; a node that gave none that can be asked is one that does not answer.
    private static Uri AddressOf(StorageNode node) => Uri.TryCreate(node.Url, UriKind.Absolute, out Uri? url) ? url : Nowhere;

    private static Walrus.Client.Committees.CommitteeMember Describe(LedgerMachine machine, Walrus.Ledger.Committees.CommitteeMember member)
    {
        StorageNode node = machine.FindNode(member.Node) ?? throw new InvalidOperationException($"The ledger does not know node {member.Node} of its committee.");
        return new(member.Node, node.Name, AddressOf(node), member.Key.Bytes, member.Shards);
    }
}
