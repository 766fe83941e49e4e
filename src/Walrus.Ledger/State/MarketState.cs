using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;
using Walrus.Ledger.EventBlobs;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Reads;
using Walrus.Ledger.Subsidies;

namespace Walrus.Ledger.State;

/// <summary>The part of the state that markets and governance keep, layered like the rest of it.</summary>
internal sealed class MarketState(MarketState? parent = null) : ILayer
{
    private ILayer[]? _parts;

    /// <summary>Which storage pools end when.</summary>
    public Table<Epoch, PoolSchedule> PoolEnds { get; } = new(parent?.PoolEnds);

    /// <summary>What each node said last; a node without an entry said nothing.</summary>
    public Table<ObjectId, CapabilityState> Capabilities { get; } = new(parent?.Capabilities);

    public Table<ChannelParties, ReadChannel> Channels { get; } = new(parent?.Channels);

    /// <summary>Open proposals, by id.</summary>
    public Table<ObjectId, Proposal> Proposals { get; } = new(parent?.Proposals);

    /// <summary>Principal staked, by node.</summary>
    public Table<ObjectId, NodePrincipal> Principals { get; } = new(parent?.Principals);

    public Cell<EventBlobState> EventBlobs { get; } =
        parent is null ? new(EventBlobState.Initial) : new(parent.EventBlobs);

    public Cell<SubsidyState> Subsidies { get; } =
        parent is null ? new(SubsidyState.Initial) : new(parent.Subsidies);

    public Cell<GovernanceState> Governance { get; } =
        parent is null ? new(GovernanceState.Create([])) : new(parent.Governance);

    private ILayer[] Parts => _parts ??= [PoolEnds, Capabilities, Channels, Proposals, Principals, EventBlobs, Subsidies, Governance];

    public void Commit()
    {
        foreach (ILayer part in Parts)
            part.Commit();
    }

    public void Clear()
    {
        foreach (ILayer part in Parts)
            part.Clear();
    }
}
