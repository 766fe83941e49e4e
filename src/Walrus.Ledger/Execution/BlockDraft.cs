using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Pools;
using Walrus.Ledger.State;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Execution;

/// <summary>A block in the making, on its own layer of the state: nothing shows below until it is committed.</summary>
internal sealed class BlockDraft
{
    private readonly NetworkId _network;
    private readonly LedgerHead? _parent;
    private readonly Committee _signingCommittee;
    private readonly TransactionExecutor _executor;
    private readonly Dictionary<TransactionDigest, TransactionEffects> _effectsByDigest;
    private readonly List<SignedTransaction> _transactions;
    private readonly List<TransactionEffects> _effects;

    /// <summary>The block after <paramref name="parent"/>.</summary>
    /// <param name="layer">An empty layer on the parent's state.</param>
    /// <param name="network">The network.</param>
    /// <param name="parent">The block before; null for block 0.</param>
    /// <param name="timestampMs">The block's time.</param>
    /// <param name="verifiers">What decides on signatures of nodes.</param>
    /// <param name="capacity">How many transactions may come.</param>
    public BlockDraft(LedgerState layer, NetworkId network, LedgerHead? parent, ulong timestampMs, LedgerVerifiers verifiers, int capacity)
    {
        _network = network;
        _parent = parent;
        _signingCommittee = layer.Epochs.Value.Current;
        _effectsByDigest = new(capacity);
        _transactions = new(capacity);
        _effects = new(capacity);
        State = layer;
        Height = parent is null ? 0 : parent.Height + 1;
        TimestampMs = timestampMs;
        _executor = new TransactionExecutor(State, Height, timestampMs, verifiers);
    }

    public LedgerState State { get; }

    public ulong Height { get; }

    public ulong TimestampMs { get; }

    public IReadOnlyList<SignedTransaction> Transactions => _transactions;

    public IReadOnlyList<TransactionEffects> Effects => _effects;

    /// <summary>Runs a transaction, unless it is refused or was run in this block.</summary>
    public TransactionOutcome Add(SignedTransaction signed)
    {
        if (_effectsByDigest.TryGetValue(signed.Digest, out TransactionEffects? before))
            return TransactionOutcome.Repeated(before);
        if (TransactionGate.Refuse(State, _network, signed) is { } reason)
            return TransactionOutcome.Refused(signed.Digest, reason);
        TransactionEffects effects = _executor.Run(signed.Transaction, (uint)_transactions.Count);
        _transactions.Add(signed);
        _effects.Add(effects);
        _effectsByDigest.Add(signed.Digest, effects);
        return TransactionOutcome.Included(effects);
    }

    /// <summary>Runs a transaction whoever signed it and whatever its nonce is.</summary>
    public TransactionEffects Simulate(Transaction transaction)
    {
        if (TransactionGate.RefuseUnsigned(State, _network, transaction) is { } reason)
            throw new LedgerException(reason);
        return _executor.Run(transaction, (uint)_transactions.Count);
    }

    /// <summary>The availability map after the block.</summary>
    public SparseMerkleMap Update(SparseMerkleMap availability)
    {
        List<SparseMerkleChange> changes = [.. PoolAvailability.Touched(State).Select(Change)];
        return availability.With(changes);
    }

    private SparseMerkleChange Change(BlobId blob) => new(blob.Bytes, AvailabilityValue.Of(State, State.Blobs.Find(blob))?.ComputeHash());

    public BlockHeader Header(Bytes32 availabilityRoot, ImmutableArray<LedgerEvent> events, BlockRoots roots) => new(
        _network,
        Height,
        _parent?.Hash ?? default,
        TimestampMs,
        _signingCommittee.Epoch,
        roots.OfTransactions(_effects),
        roots.OfEvents(events),
        availabilityRoot,
        _signingCommittee.Hash,
        NextCommitteeHash());

    public ImmutableArray<LedgerEvent> Events()
    {
        ImmutableArray<LedgerEvent>.Builder events = ImmutableArray.CreateBuilder<LedgerEvent>(_effects.Sum(static effects => effects.Events.Length));
        foreach (TransactionEffects effects in _effects)
            events.AddRange(effects.Events);
        return events.MoveToImmutable();
    }

    // In the block that changes the epoch the next committee is the one that just became the current.
    private Bytes32? NextCommitteeHash() => State.Epochs.Value.Current.Epoch > _signingCommittee.Epoch
        ? State.Epochs.Value.Current.Hash
        : State.Epochs.Value.Next?.Hash;
}
