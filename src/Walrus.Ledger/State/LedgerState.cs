using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;

namespace Walrus.Ledger.State;

/// <summary>
/// Everything the ledger remembers, as one layer over another: the head, the block being made on it, the transaction
/// being run on that. Dropping a layer undoes it.
/// </summary>
internal sealed class LedgerState
{
    private readonly List<ILayer> _parts = [];

    /// <summary>The bottom layer of a new network.</summary>
    public LedgerState(NetworkRules rules, SystemState system, EpochState epochs, MarketState? markets = null)
    {
        Rules = rules;
        System = Own(new Cell<SystemState>(system));
        Epochs = Own(new Cell<EpochState>(epochs));
        ActiveSet = Own(new Cell<ActiveSet>(Committees.ActiveSet.Empty));
        Accounts = Own(new Table<Address, Account>());
        Objects = Own(new Table<ObjectId, LedgerObject>());
        Nodes = Own(new Table<ObjectId, StorageNode>());
        Pools = Own(new Table<ObjectId, StakingPool>());
        Slashings = Own(new Table<ObjectId, SlashingProposal>());
        Blobs = Own(new Table<BlobId, BlobInfo>());
        Expiry = Own(new ExpiryQueue());
        Markets = Own(markets ?? new MarketState());
    }

    private LedgerState(LedgerState parent)
    {
        Parent = parent;
        Rules = parent.Rules;
        System = Own(new Cell<SystemState>(parent.System));
        Epochs = Own(new Cell<EpochState>(parent.Epochs));
        ActiveSet = Own(new Cell<ActiveSet>(parent.ActiveSet));
        Accounts = Own(new Table<Address, Account>(parent.Accounts));
        Objects = Own(new Table<ObjectId, LedgerObject>(parent.Objects));
        Nodes = Own(new Table<ObjectId, StorageNode>(parent.Nodes));
        Pools = Own(new Table<ObjectId, StakingPool>(parent.Pools));
        Slashings = Own(new Table<ObjectId, SlashingProposal>(parent.Slashings));
        Blobs = Own(new Table<BlobId, BlobInfo>(parent.Blobs));
        Expiry = Own(new ExpiryQueue(parent.Expiry));
        Markets = Own(new MarketState(parent.Markets));
    }

    /// <summary>The layer below; null for the bottom.</summary>
    public LedgerState? Parent { get; }

    public NetworkRules Rules { get; }

    public Cell<SystemState> System { get; }

    public Cell<EpochState> Epochs { get; }

    public Cell<ActiveSet> ActiveSet { get; }

    public Table<Address, Account> Accounts { get; }

    public Table<ObjectId, LedgerObject> Objects { get; }

    public Table<ObjectId, StorageNode> Nodes { get; }

    /// <summary>Stake behind each node, by its id.</summary>
    public Table<ObjectId, StakingPool> Pools { get; }

    /// <summary>Open votes for slashing, by candidate.</summary>
    public Table<ObjectId, SlashingProposal> Slashings { get; }

    public Table<BlobId, BlobInfo> Blobs { get; }

    public ExpiryQueue Expiry { get; }

    /// <summary>Pools, deny lists, event blobs, subsidies, read channels and governance.</summary>
    public MarketState Markets { get; }

    /// <summary>The current epoch (control plane 1.2).</summary>
    public Epoch Now => Epochs.Value.Current.Epoch;

    /// <summary>Value of a governed parameter.</summary>
    public ulong Parameter(GovernedParameter parameter) => Markets.Governance.Value.Parameter(parameter);

    /// <summary>Whether governance has switched a feature on.</summary>
    public bool IsActive(Feature feature) => Markets.Governance.Value.Features.ContainsKey(feature);

    /// <summary>A layer on top of this one.</summary>
    public LedgerState Fork() => new(this);

    /// <summary>Hands every change to the layer below; the layer can be used again.</summary>
    public void Commit() => _parts.ForEach(static part => part.Commit());

    /// <summary>Undoes every change; the layer can be used again.</summary>
    public void Clear() => _parts.ForEach(static part => part.Clear());

    private T Own<T>(T part) where T : ILayer
    {
        _parts.Add(part);
        return part;
    }
}
