using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Core.Signatures;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Messages;

/// <summary>The committee of an epoch as certificates see it: keys and weights, in the ledger's order. Immutable.</summary>
public sealed class CertifyingCommittee
{
    private readonly Lazy<Point<Fp, G1>> _sumOfKeys;

    /// <summary>A committee whose members stand in the ledger's order.</summary>
    /// <exception cref="ArgumentException">There are no members or more than 65535, or they have more than 65535 shards in all.</exception>
    public CertifyingCommittee(Epoch epoch, IEnumerable<CertifyingMember> members)
    {
        Epoch = epoch;
        Members = [.. members];
        Shards = Members.Sum(static member => member.Weight);
        if (Members.IsEmpty || Members.Length > ushort.MaxValue || Shards > ushort.MaxValue)
            throw new ArgumentException($"{Members.Length} members with {Shards} shards are no committee.", nameof(members));
        _sumOfKeys = new Lazy<Point<Fp, G1>>(() => BlsPublicKey.Sum(Members.Select(static member => member.Key)));
    }

    /// <summary>The epoch in which its certificates count.</summary>
    public Epoch Epoch { get; }

    /// <summary>The members; a member's position is its index in certificates.</summary>
    public ImmutableArray<CertifyingMember> Members { get; }

    /// <summary>n, the shards of all members together.</summary>
    public int Shards { get; }

    /// <summary>The shards of some members together.</summary>
    /// <param name="signers">Positions of members, each once.</param>
    public int WeightOf(ImmutableArray<ushort> signers) => signers.Sum(signer => Members[signer].Weight);

    /// <summary>The sum of the signers' keys, from the side that takes fewer additions.</summary>
    internal Point<Fp, G1> SumOfKeys(ImmutableArray<ushort> signers)
    {
        if (2 * signers.Length < Members.Length)
            return BlsPublicKey.Sum(signers.Select(signer => Members[signer].Key));
        HashSet<ushort> present = [.. signers];
        IEnumerable<CertifyingMember> absent = Members.Where((_, index) => !present.Contains((ushort)index));
        return _sumOfKeys.Value - BlsPublicKey.Sum(absent.Select(static member => member.Key));
    }
}
