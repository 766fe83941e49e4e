using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Ledger.Hashing;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Committees;

/// <summary>The nodes that hold the shards in one epoch, in certificate order: by ascending id (control plane 4.1). Immutable.</summary>
public sealed class Committee
{
    private readonly ImmutableArray<CommitteeMember> _members;
    private readonly ImmutableSortedDictionary<ObjectId, int> _indices;
    private readonly Lazy<CertifyingCommittee> _certifying;

    internal Committee(Epoch epoch, IEnumerable<CommitteeMember> members)
    {
        Epoch = epoch;
        _members = [.. members.OrderBy(static member => member.Node)];
        _indices = _members.Select(static (member, index) => KeyValuePair.Create(member.Node, index)).ToImmutableSortedDictionary();
        Weight = _members.Sum(static member => member.Weight);
        Hash = HashOf(_members);
        _certifying = new Lazy<CertifyingCommittee>(() => new CertifyingCommittee(
            epoch, _members.Select(static member => new CertifyingMember(member.Key, (ushort)member.Weight))));
    }

    /// <summary>The epoch it serves in.</summary>
    public Epoch Epoch { get; }

    /// <summary>Members; the position is a member's bit in certificates.</summary>
    public IReadOnlyList<CommitteeMember> Members => _members;

    /// <summary>Number of shards of all members: n, or 0 before the first committee.</summary>
    public int Weight { get; }

    /// <summary>Hash of ids, keys and weights that block headers carry (ledger format).</summary>
    public Bytes32 Hash { get; }

    /// <summary>The committee as certificates are checked against it.</summary>
    /// <exception cref="ArgumentException">It has no members: nobody certifies in epoch 0.</exception>
    public CertifyingCommittee Certifying => _certifying.Value;

    /// <summary>The member with this id, or null.</summary>
    public CommitteeMember? Find(ObjectId node) => _indices.TryGetValue(node, out int index) ? _members[index] : null;

    /// <summary>Members that are not in <paramref name="other"/>, by id.</summary>
    public IEnumerable<ObjectId> Except(Committee other) =>
        _members.Select(static member => member.Node).Where(node => other.Find(node) is null);

    /// <summary>The committee of an epoch in which nobody holds anything.</summary>
    internal static Committee Empty(Epoch epoch) => new(epoch, []);

    internal void Write(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Vector(_members, static (w, member) =>
        {
            w.Value(member.Node);
            w.Value(member.Key);
            w.Vector(member.Shards, static (w, shard) => w.U16(shard.Value));
        });
    }

    internal static Committee Read(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        reader.Vector(static (ref BcsReader r) => new CommitteeMember(
            ObjectId.Read(ref r),
            BlsPublicKey.Read(ref r),
            [.. r.Vector(static (ref BcsReader s) => new ShardIndex(s.U16()), minimumSize: 2)])).RequireAscending(static member => member.Node));

    private static Bytes32 HashOf(ImmutableArray<CommitteeMember> members)
    {
        BcsWriter writer = new();
        writer.Vector(members, static (w, member) =>
        {
            w.Value(member.Node);
            w.Value(member.Key);
            w.U16((ushort)member.Weight);
        });
        return LedgerHash.Of(writer.Written.Span);
    }
}
