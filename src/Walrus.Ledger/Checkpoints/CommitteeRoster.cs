using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Hashing;
using Walrus.Ledger.Networks;

namespace Walrus.Ledger.Checkpoints;

/// <summary>A node of a roster: <c>node id 32 ‖ BLS key 48 ‖ weight u16</c>.</summary>
/// <param name="Node">Its id.</param>
/// <param name="Key">The key it signs with in the roster's epoch.</param>
/// <param name="Weight">Number of its shards.</param>
public readonly record struct RosterMember(ObjectId Node, BlsPublicKey Key, ushort Weight) : IBcs<RosterMember>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Value(Node);
        writer.Value(Key);
        writer.U16(Weight);
    }

    /// <inheritdoc/>
    public static RosterMember Read(ref BcsReader reader) => new(ObjectId.Read(ref reader), BlsPublicKey.Read(ref reader), reader.U16());
}

/// <summary>
/// What a verifier of checkpoints must know of a committee: who is in it, with which key and weight. Block headers carry the hash of
/// its members (ledger format). BCS: <c>epoch u32 ‖ members</c>. Immutable.
/// </summary>
public sealed class CommitteeRoster : IBcs<CommitteeRoster>
{
    private const int MemberLength = Bytes32.Length + BlsPublicKey.Length + sizeof(ushort);

    private readonly Lazy<CertifyingCommittee> _certifying;

    /// <summary>A roster for <paramref name="epoch"/>.</summary>
    /// <exception cref="ArgumentException">
    /// There are no members, they do not stand in ascending order of ids, one has no shards, or all have more than 65535.
    /// </exception>
    public CommitteeRoster(Epoch epoch, ImmutableArray<RosterMember> members)
    {
        if (Flaw(members) is { } flaw)
            throw new ArgumentException(flaw, nameof(members));
        Epoch = epoch;
        Members = members;
        Hash = LedgerHash.Of(MembersToBytes());
        _certifying = new Lazy<CertifyingCommittee>(() => new CertifyingCommittee(
            epoch, members.Select(static member => new CertifyingMember(member.Key, member.Weight))));
    }

    /// <summary>The epoch it serves in.</summary>
    public Epoch Epoch { get; }

    /// <summary>Members in certificate order: by ascending id.</summary>
    public ImmutableArray<RosterMember> Members { get; }

    /// <summary>Hash of the members, as block headers carry it.</summary>
    public Bytes32 Hash { get; }

    /// <summary>The committee as certificates are checked against it.</summary>
    public CertifyingCommittee Certifying => _certifying.Value;

    /// <summary>The roster of a committee of the ledger.</summary>
    /// <exception cref="ArgumentException">It has no members: nobody certifies in epoch 0.</exception>
    public static CommitteeRoster Of(Committee committee)
    {
        ArgumentNullException.ThrowIfNull(committee);
        return new CommitteeRoster(
            committee.Epoch, [.. committee.Members.Select(static member => new RosterMember(member.Node, member.Key, (ushort)member.Weight))]);
    }

    /// <summary>The committee of epoch 1, which follows from the genesis alone: what a light client may begin with.</summary>
    /// <exception cref="Errors.LedgerException">No network can start from this genesis.</exception>
    public static CommitteeRoster First(Genesis genesis, LedgerOptions? options = null) =>
        Of(new LedgerMachine(genesis, new CertificateVerifier(), options).CurrentCommittee);

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        WriteMembers(writer);
    }

    /// <inheritdoc/>
    public static CommitteeRoster Read(ref BcsReader reader) => ReadMembers(new Epoch(reader.U32()), ref reader);

    internal void WriteMembers(BcsWriter writer) => writer.Vector(Members);

    internal static CommitteeRoster ReadMembers(Epoch epoch, ref BcsReader reader)
    {
        ImmutableArray<RosterMember> members =
            [.. reader.Vector(static (ref BcsReader r) => RosterMember.Read(ref r), MemberLength)];
        return Flaw(members) is { } flaw ? throw new BcsException(flaw) : new CommitteeRoster(epoch, members);
    }

    private byte[] MembersToBytes()
    {
        BcsWriter writer = new(1 + MemberLength * Members.Length);
        WriteMembers(writer);
        return writer.ToArray();
    }

    private static string? Flaw(ImmutableArray<RosterMember> members)
    {
        if (members.IsDefaultOrEmpty)
            return "A committee without members certifies nothing.";
        for (int i = 1; i < members.Length; i++)
        {
            if (members[i - 1].Node.CompareTo(members[i].Node) >= 0)
                return $"Member {i} of the committee is out of order.";
        }

        if (members.Any(static member => member.Weight == 0))
            return "A member of the committee has no shards.";
        return members.Sum(static member => (long)member.Weight) > ushort.MaxValue ? "The committee has more than 65535 shards." : null;
    }
}
