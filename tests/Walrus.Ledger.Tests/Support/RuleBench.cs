using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Staking;
using Walrus.Ledger.State;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Support;

/// <summary>The ledger's own transition functions on a state built by hand, for vectors that real commands cannot reach.</summary>
internal sealed class RuleBench
{
    public static readonly Address User = Make.Address(0xAA);

    private ulong _nonce;

    public RuleBench(int shards, ulong epochMs = 1000, uint maxEpochsAhead = 53, uint epoch = 0, ulong firstEpochStartMs = 0)
    {
        SystemState system = new(
            0, LedgerPrices.Closed, FutureAccounting.Create(new Epoch(epoch), maxEpochsAhead), Genesis.Supply, 0, 0);
        State = new LedgerState(
            new NetworkRules(shards, epochMs, maxEpochsAhead),
            system,
            new EpochState(EpochPhase.Done(0), null, Committee.Empty(new Epoch(epoch)), null, 0, firstEpochStartMs, 0));
        State.Accounts.Set(User, new Account(Genesis.Supply, 0));
    }

    public LedgerState State { get; }

    public ulong NowMs { get; set; }

    public void SetCommittee(uint epoch, params IEnumerable<(ulong Node, int Weight)> members)
    {
        int next = 0;
        List<CommitteeMember> list = [];
        foreach ((ulong node, int weight) in members)
        {
            list.Add(new CommitteeMember(Make.Id(node), Make.Key(node), [.. Enumerable.Range(next, weight).Select(shard => new ShardIndex(shard))]));
            next += weight;
        }

        State.Epochs.Value = State.Epochs.Value with { Current = new Committee(new Epoch(epoch), list) };
    }

    public void SetPrices(ulong storage, ulong write) => State.System.Value = State.System.Value with { Prices = new LedgerPrices(storage, write, 0) };

    public void SetCapacity(ulong capacity) => State.System.Value = State.System.Value with { TotalCapacity = capacity };

    /// <summary>Nodes with an empty pool each, without a committee.</summary>
    public void AddNodes(params IEnumerable<StorageNode> nodes)
    {
        foreach (StorageNode node in nodes)
        {
            State.Nodes.Set(node.Id, node);
            State.Pools.Set(node.Id, StakingPool.Create(State.Now, selected: false, commissionBp: 0));
        }
    }

    public StorageReservation GiveStorage(ulong id, uint start, uint end, ulong size)
    {
        StorageReservation storage = new(Make.Id(id), User, new Epoch(start), new Epoch(end), size);
        State.Objects.Set(storage.Id, storage);
        return storage;
    }

    public TransactionEffects Run(params IEnumerable<Command> commands) => RunAs(User, commands);

    public TransactionEffects RunAs(Address sender, params IEnumerable<Command> commands)
    {
        Transaction transaction = new(new NetworkId(default), sender, _nonce++, State.Now, commands);
        return new TransactionExecutor(State, 1, NowMs, FakeBls.Verifiers).Run(transaction, 0);
    }

    public void TakeFromUser(ulong amount) => WalRules.Debit(State, User, amount);

    /// <summary>Moves blob objects and the ring to a later epoch, without rewards.</summary>
    public void JumpTo(uint epoch)
    {
        Committee current = State.Epochs.Value.Current;
        State.Epochs.Value = State.Epochs.Value with { Current = new Committee(new Epoch(epoch), current.Members) };
        while (State.System.Value.Ring.Entries[0].Epoch.Value < epoch)
            State.System.Value = State.System.Value with { Ring = State.System.Value.Ring.Pop().Ahead };
        for (uint ended = current.Epoch.Value + 1; ended <= epoch; ended++)
            PoolSchedule.Expire(State, new Epoch(ended));
        State.Markets.EventBlobs.Value = State.Markets.EventBlobs.Value.InNewEpoch();
        foreach (BlobId blob in State.Expiry.Due(new Epoch(epoch)))
        {
            if (State.Blobs.Find(blob) is { } info)
                BlobRegistry.Put(State, info.ExpiredAt(new Epoch(epoch)));
        }
    }
}
