using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Networks;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Governance;

/// <summary>A change that was adopted and waits for its epoch.</summary>
/// <param name="Effect">The epoch whose beginning it takes effect with.</param>
/// <param name="Proposal">The proposal.</param>
/// <param name="Change">What it changes.</param>
public sealed record ScheduledChange(Epoch Effect, ObjectId Proposal, GovernedChange Change);

/// <summary>What governance has decided, and is deciding (control plane 8). Immutable.</summary>
/// <param name="Parameters">Governed parameters that differ from their defaults.</param>
/// <param name="Features">Features that are switched on, with the epoch since when.</param>
/// <param name="Code">Which code the network has agreed on.</param>
/// <param name="Upgrades">Open proposals for new code, by digest.</param>
/// <param name="Scheduled">Adopted changes that wait, in the order of their adoption.</param>
/// <param name="Electorate">Principal that was active at each node when the epoch began, in FROST.</param>
internal sealed record GovernanceState(
    ImmutableSortedDictionary<GovernedParameter, ulong> Parameters,
    ImmutableSortedDictionary<Feature, Epoch> Features,
    CodeVersion Code,
    ImmutableSortedDictionary<Bytes32, UpgradeProposal> Upgrades,
    ImmutableArray<ScheduledChange> Scheduled,
    ImmutableSortedDictionary<ObjectId, ulong> Electorate)
{
    private const ulong FirstProtocolVersion = 1;

    public static GovernanceState Create(IEnumerable<GenesisParameter> parameters) => new(
        parameters.ToImmutableSortedDictionary(static set => set.Parameter, static set => set.Value),
        ImmutableSortedDictionary<Feature, Epoch>.Empty,
        CodeVersion.Initial,
        ImmutableSortedDictionary<Bytes32, UpgradeProposal>.Empty,
        [],
        ImmutableSortedDictionary<ObjectId, ulong>.Empty);

    /// <summary>Every feature makes a version.</summary>
    public ulong ProtocolVersion => FirstProtocolVersion + (ulong)Features.Count;

    public ulong Parameter(GovernedParameter parameter) =>
        Parameters.TryGetValue(parameter, out ulong value) ? value : GovernedParameters.Of(parameter).Default;

    public void Write(BcsWriter writer)
    {
        writer.Vector(Parameters, static (w, set) => new GenesisParameter(set.Key, set.Value).Write(w));
        writer.Vector(Features, static (w, feature) =>
        {
            w.U16((ushort)feature.Key);
            w.U32(feature.Value.Value);
        });
        Code.Write(writer);
        writer.Vector(Upgrades, static (w, upgrade) =>
        {
            w.Bytes32(upgrade.Key);
            upgrade.Value.Write(w);
        });
        writer.Vector(Scheduled, static (w, change) =>
        {
            w.U32(change.Effect.Value);
            w.Value(change.Proposal);
            w.Value(change.Change);
        });
        writer.Vector(Electorate, static (w, node) =>
        {
            w.Value(node.Key);
            w.U64(node.Value);
        });
    }

    public static GovernanceState Read(ref BcsReader reader) => new(
        reader.Vector<GenesisParameter>().RequireAscending(static set => set.Parameter)
            .ToImmutableSortedDictionary(static set => set.Parameter, static set => set.Value),
        reader.Vector(static (ref BcsReader r) => KeyValuePair.Create((Feature)r.U16(), new Epoch(r.U32()))).ToMap(),
        CodeVersion.Read(ref reader),
        reader.Vector(static (ref BcsReader r) => KeyValuePair.Create(r.Bytes32(), UpgradeProposal.Read(ref r))).ToMap(),
        [.. reader.Vector(static (ref BcsReader r) =>
            new ScheduledChange(new Epoch(r.U32()), ObjectId.Read(ref r), GovernedChange.Read(ref r)))],
        reader.Vector(static (ref BcsReader r) => KeyValuePair.Create(ObjectId.Read(ref r), r.U64())).ToMap());
}
