using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Core.Signatures;

namespace Walrus.Ledger.Committees;

/// <summary>A node of a committee.</summary>
/// <param name="Node">Its id.</param>
/// <param name="Key">The BLS key it signs with in the committee's epoch.</param>
/// <param name="Shards">Its shards, in the order that decides which leave next (control plane 4.3).</param>
public sealed record CommitteeMember(ObjectId Node, BlsPublicKey Key, ImmutableArray<ShardIndex> Shards)
{
    /// <summary>Number of shards.</summary>
    public int Weight => Shards.Length;
}
