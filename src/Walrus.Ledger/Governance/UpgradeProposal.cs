using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Governance;

/// <summary>Votes for one digest of new code (control plane 8.1). Immutable.</summary>
/// <param name="Epoch">The epoch in which they count.</param>
/// <param name="Version">The version that the code would be.</param>
/// <param name="Weight">Shards of those who voted.</param>
/// <param name="Voters">Who voted.</param>
public sealed record UpgradeProposal(Epoch Epoch, ulong Version, int Weight, ImmutableSortedSet<ObjectId> Voters)
{
    internal void Write(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.U64(Version);
        writer.U16((ushort)Weight);
        writer.Vector(Voters);
    }

    internal static UpgradeProposal Read(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), reader.U64(), reader.U16(), [.. reader.Vector<ObjectId>()]);
}

/// <summary>Which code the network has agreed on (control plane 8.1). Immutable.</summary>
/// <param name="Version">The present version: that of the code authorised last.</param>
/// <param name="Authorized">Digest of code that is authorised and not yet committed.</param>
/// <param name="Package">Id of the code committed last; none for that of the genesis.</param>
/// <param name="StateVersion">The version the state was migrated to.</param>
public sealed record CodeVersion(ulong Version, Bytes32? Authorized, ObjectId? Package, ulong StateVersion)
{
    internal static readonly CodeVersion Initial = new(1, null, null, 1);

    internal void Write(BcsWriter writer)
    {
        writer.U64(Version);
        writer.Option(Authorized, static (w, digest) => w.Bytes32(digest));
        writer.Option(Package, static (w, package) => w.Value(package));
        writer.U64(StateVersion);
    }

    internal static CodeVersion Read(ref BcsReader reader) => new(
        reader.U64(),
        reader.Option(static (ref BcsReader r) => r.Bytes32()),
        reader.Option(static (ref BcsReader r) => ObjectId.Read(ref r)),
        reader.U64());
}
