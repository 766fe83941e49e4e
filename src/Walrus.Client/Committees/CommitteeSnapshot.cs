using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Parameters;
using Walrus.Core.Signatures;

namespace Walrus.Client.Committees;

/// <summary>
/// Which node holds which shard in one epoch, and the order of the members in certificates. Immutable: a new epoch
/// is a new snapshot.
/// </summary>
public sealed class CommitteeSnapshot
{
    private readonly ushort[] _memberOfShard;
    private readonly Dictionary<ObjectId, int> _indexOfNode = [];
    private readonly Lazy<CertifyingCommittee> _certifying;
    private readonly Lazy<CommitteeSnapshot> _forOlderBlobs;
    private readonly CommitteeSnapshot? _fallback;

    /// <summary>A committee whose members stand in certificate order and have each shard exactly once.</summary>
    /// <exception cref="ArgumentException">A shard is out of range, assigned twice or not at all, or a node is listed twice.</exception>
    public CommitteeSnapshot(Epoch epoch, RedStuffParameters parameters, IEnumerable<CommitteeMember> members)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Epoch = epoch;
        Parameters = parameters;
        Members = [.. members];
        _memberOfShard = new ushort[parameters.Shards];
        Array.Fill(_memberOfShard, ushort.MaxValue);
        for (int index = 0; index < Members.Length; index++)
            Enter(index, Members[index], nameof(members));
        _certifying = new Lazy<CertifyingCommittee>(ToCertifying);
        _forOlderBlobs = new Lazy<CommitteeSnapshot>(() => Previous is { } before ? new CommitteeSnapshot(before, fallback: this) : this);
        int unassigned = Array.IndexOf(_memberOfShard, ushort.MaxValue);
        if (unassigned >= 0)
            throw new ArgumentException($"No member has shard {unassigned}.", nameof(members));
    }

    private CommitteeSnapshot(CommitteeSnapshot committee, CommitteeSnapshot fallback)
        : this(committee.Epoch, committee.Parameters, committee.Members) => _fallback = fallback;

    /// <summary>The epoch in which this committee serves.</summary>
    public Epoch Epoch { get; }

    /// <summary>Encoding parameters of the network.</summary>
    public RedStuffParameters Parameters { get; }

    /// <summary>The members; a member's position is its index in certificates.</summary>
    public ImmutableArray<CommitteeMember> Members { get; }

    /// <summary>The committee before, while shards are on the move: its nodes still hold what this one's do not have yet.</summary>
    public CommitteeSnapshot? Previous { get; init; }

    /// <summary>Whom readers turn to for what a node of this committee does not give.</summary>
    public CommitteeSnapshot? Fallback => _fallback ?? Previous;

    /// <summary>
    /// Whom to ask for blobs of former epochs while shards move: the committee before, and this one for what it does not give
    /// (control plane 5.1). This one itself when there is none before.
    /// </summary>
    public CommitteeSnapshot ForOlderBlobs => _forOlderBlobs.Value;

    /// <summary>The same committee as certificates see it; its keys are read when first asked for.</summary>
    /// <exception cref="InvalidKeyException">A member's key is none.</exception>
    public CertifyingCommittee Certifying => _certifying.Value;

    /// <summary>The member that is assigned <paramref name="shard"/>.</summary>
    public CommitteeMember HolderOf(ShardIndex shard) => Members[_memberOfShard[shard.Value]];

    /// <summary>The member that holds sliver pair <paramref name="pair"/> of a blob.</summary>
    public CommitteeMember HolderOf(SliverPairIndex pair, BlobId blob) => HolderOf(Parameters.ShardOf(pair, blob));

    /// <summary>The sliver pairs of a blob that <paramref name="member"/> holds, in order of its shards.</summary>
    public IEnumerable<SliverPairIndex> PairsOf(CommitteeMember member, BlobId blob)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member.Shards.Select(shard => Parameters.PairOf(shard, blob));
    }

    /// <summary>Position of a node in certificates, or null when it is no member.</summary>
    public int? IndexOf(ObjectId node) => _indexOfNode.TryGetValue(node, out int index) ? index : null;

    /// <summary>The member that this node is, or null.</summary>
    public CommitteeMember? Find(ObjectId node) => IndexOf(node) is { } index ? Members[index] : null;

    private CertifyingCommittee ToCertifying() =>
        new(Epoch, Members.Select(member => new CertifyingMember(BlsPublicKey.Parse(member.PublicKey.Span), (ushort)member.Weight)));

    private void Enter(int index, CommitteeMember member, string argument)
    {
        if (!_indexOfNode.TryAdd(member.NodeId, index))
            throw new ArgumentException($"Node {member.NodeId} is listed twice.", argument);
        foreach (ShardIndex shard in member.Shards)
        {
            if (shard.Value >= _memberOfShard.Length)
                throw new ArgumentException($"{member} has shard {shard} of a network of {_memberOfShard.Length}.", argument);
            if (_memberOfShard[shard.Value] != ushort.MaxValue)
                throw new ArgumentException($"Shard {shard} is assigned twice, to {Members[_memberOfShard[shard.Value]]} and {member}.", argument);
            _memberOfShard[shard.Value] = (ushort)index;
        }
    }
}
