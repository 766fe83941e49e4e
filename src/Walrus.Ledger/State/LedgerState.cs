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
    /// <summary>The bottom layer of a new network.</summary>
    public LedgerState(NetworkRules rules, SystemState system, EpochState epochs)
    {
        Rules = rules;
        System = new Cell<SystemState>(system);
        Epochs = new Cell<EpochState>(epochs);
        ActiveSet = new Cell<ActiveSet>(Committees.ActiveSet.Empty);
        Accounts = new Table<Address, Account>();
        Objects = new Table<ObjectId, LedgerObject>();
        Nodes = new Table<ObjectId, StorageNode>();
        Pools = new Table<ObjectId, StakingPool>();
        Slashings = new Table<ObjectId, SlashingProposal>();
        Blobs = new Table<BlobId, BlobInfo>();
        Expiry = new ExpiryQueue();
    }

    private LedgerState(LedgerState parent)
    {
        Rules = parent.Rules;
        System = new Cell<SystemState>(parent.System);
        Epochs = new Cell<EpochState>(parent.Epochs);
        ActiveSet = new Cell<ActiveSet>(parent.ActiveSet);
        Accounts = new Table<Address, Account>(parent.Accounts);
        Objects = new Table<ObjectId, LedgerObject>(parent.Objects);
        Nodes = new Table<ObjectId, StorageNode>(parent.Nodes);
        Pools = new Table<ObjectId, StakingPool>(parent.Pools);
        Slashings = new Table<ObjectId, SlashingProposal>(parent.Slashings);
        Blobs = new Table<BlobId, BlobInfo>(parent.Blobs);
        Expiry = new ExpiryQueue(parent.Expiry);
    }

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

    /// <summary>The current epoch (control plane 1.2).</summary>
    public Epoch Now => Epochs.Value.Current.Epoch;

    /// <summary>A layer on top of this one.</summary>
    public LedgerState Fork() => new(this);

    /// <summary>Hands every change to the layer below.</summary>
    public void Commit()
    {
        System.Commit();
        Epochs.Commit();
        ActiveSet.Commit();
        Accounts.Commit();
        Objects.Commit();
        Nodes.Commit();
        Pools.Commit();
        Slashings.Commit();
        Blobs.Commit();
        Expiry.Commit();
    }
}
