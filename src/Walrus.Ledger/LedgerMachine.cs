using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Queries;
using Walrus.Ledger.State;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger;

/// <summary>
/// The ledger as a deterministic state machine: signed transactions in, blocks, effects and events out. No clock, no
/// disk, no network. Not thread-safe: callers hold a lock, shared for queries and <see cref="Simulate"/>, exclusive
/// for <see cref="Produce"/> and <see cref="Apply"/>.
/// </summary>
public sealed partial class LedgerMachine
{
    private readonly LedgerVerifiers _verifiers;
    private readonly LedgerIndexes _indexes = new();
    private readonly RecentTransactions _recent = new();
    private readonly RecentEvents _events;
    private readonly BlockRoots _roots = new();
    private LedgerState _state;

    // The layer of the block before, which is empty again: its tables have the room that the next block wants.
    private LedgerState? _idle;
    private SparseMerkleMap _availability = SparseMerkleMap.Empty;

    /// <summary>Starts the network of a genesis: block 0 chooses the first committee and opens epoch 1.</summary>
    /// <param name="genesis">What the network starts with.</param>
    /// <param name="verifier">Decides what certificates are worth.</param>
    /// <param name="options">How it is run.</param>
    /// <exception cref="LedgerException">No network can start from this genesis.</exception>
    public LedgerMachine(Genesis genesis, ICertificateVerifier verifier, LedgerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        ArgumentNullException.ThrowIfNull(verifier);
        options ??= new LedgerOptions();
        GenesisCheck.Require(genesis, options.Possession);
        _verifiers = new LedgerVerifiers(verifier, options.Possession);
        Genesis = genesis;
        Network = genesis.ComputeNetworkId();
        _state = GenesisState.Create(genesis, Network);
        _indexes.Build(_state);
        _events = new RecentEvents(options.RetainedBlocks, options.RetainedEvents);
        GenesisBlock = OpenFirstEpoch();
        Head = HeadOf(GenesisBlock.Header);
    }

    /// <summary>The head's state, for checks.</summary>
    internal LedgerState State => _state;

    /// <summary>What the network started with.</summary>
    public Genesis Genesis { get; }

    /// <summary>The network.</summary>
    public NetworkId Network { get; }

    /// <summary>Block 0, which has no transactions.</summary>
    public Block GenesisBlock { get; }

    /// <summary>The last block.</summary>
    public LedgerHead Head { get; private set; }

    /// <summary>Executes transactions in the given order and appends the block.</summary>
    /// <param name="transactions">Candidates; those refused or repeated do not enter the block.</param>
    /// <param name="nowMs">The sequencer's clock, in milliseconds since 1970; block time never runs back.</param>
    public ProducedBlock Produce(IReadOnlyList<SignedTransaction> transactions, ulong nowMs)
    {
        PreparedBlock block = Prepare(transactions, nowMs);
        Commit(block);
        return block.Produced;
    }

    /// <summary>
    /// As <see cref="Produce"/>, but changes nothing before <see cref="Commit"/>: a lock shared with queries is enough, for one call at a time.
    /// </summary>
    public PreparedBlock Prepare(IReadOnlyList<SignedTransaction> transactions, ulong nowMs)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        BlockDraft draft = Draft(TakeLayer(), Math.Max(Head.Header.TimestampMs, nowMs), transactions.Count);
        ImmutableArray<TransactionOutcome> outcomes = [.. transactions.Select(signed => Run(draft, signed))];
        SparseMerkleMap availability = draft.Update(_availability);
        ImmutableArray<LedgerEvent> events = draft.Events();
        Block block = new(draft.Header(availability.Root, events, _roots), [.. draft.Transactions]);
        return new PreparedBlock(_state, Head, draft, availability, new ProducedBlock(block, outcomes, events));
    }

    /// <summary>Appends a block that was prepared on the present head.</summary>
    /// <exception cref="InvalidOperationException">Another block was appended meanwhile.</exception>
    public void Commit(PreparedBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (!ReferenceEquals(block.Parent, Head) || !ReferenceEquals(block.Base, _state))
            throw new InvalidOperationException($"The block was prepared on another state than that at height {Head.Height}.");
        Append(block.Draft, block.Produced.Block.Header, block.Availability, block.Produced.Events);
    }

    /// <summary>Executes a block made elsewhere and appends it, if everything its header commits to comes out the same.</summary>
    /// <returns>Effects of its transactions.</returns>
    /// <exception cref="LedgerDivergedException">It does not follow from this ledger; nothing has changed.</exception>
    public ImmutableArray<TransactionEffects> Apply(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        RequireSuccessor(block.Header);
        BlockDraft draft = Draft(TakeLayer(), block.Header.TimestampMs, block.Transactions.Length);
        foreach (SignedTransaction signed in block.Transactions)
        {
            TransactionOutcome outcome = draft.Add(signed);
            if (outcome.Kind != OutcomeKind.Included)
                throw new LedgerDivergedException(draft.Height, $"transaction {signed.Digest} is {outcome.Kind} ({outcome.RefusalReason})");
        }

        SparseMerkleMap availability = draft.Update(_availability);
        ImmutableArray<LedgerEvent> events = draft.Events();
        HeaderComparison.RequireEqual(draft.Header(availability.Root, events, _roots), block.Header);
        Append(draft, block.Header, availability, events);
        return [.. draft.Effects];
    }

    /// <summary>What a transaction would do in the next block, whoever signs it and whatever its nonce is. Changes nothing.</summary>
    /// <exception cref="LedgerException">It would be refused.</exception>
    public TransactionEffects Simulate(Transaction transaction, ulong nowMs)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return Draft(_state.Fork(), Math.Max(Head.Header.TimestampMs, nowMs), capacity: 1).Simulate(transaction);
    }

    /// <summary>
    /// What executing a transaction will ask the certificate verifier; nothing when it would be refused before. For a verifier
    /// that remembers, to be asked on other threads.
    /// </summary>
    public IReadOnlyList<CertificateCheck> CertificatesToCheck(SignedTransaction signed)
    {
        ArgumentNullException.ThrowIfNull(signed);
        if (TransactionGate.RefuseUnsigned(_state, Network, signed.Transaction) is not null || !signed.HasValidSignature)
            return [];
        CertifyingCommittee committee = CurrentCommittee.Certifying;
        return [.. signed.Transaction.Commands.Select(static command => command.Evidence).OfType<(Certificate Certificate, IntentType Type)>()
            .Select(evidence => new CertificateCheck(evidence.Certificate, committee, evidence.Type))];
    }

    /// <summary>Hash of the whole state. Costs time in proportion to it.</summary>
    public Bytes32 StateHash() => StateHasher.Hash(_state);

    private static LedgerHead HeadOf(BlockHeader header) => new(header.Height, header.ComputeHash(), header);

    private Block OpenFirstEpoch()
    {
        List<EventBody> bodies = [];
        BlockDraft draft = new(_state.Fork(), Network, parent: null, timestampMs: 0, _verifiers, capacity: 0);
        EpochChange.EndVoting(draft.State, nowMs: 0, bodies.Add);
        EpochChange.Begin(draft.State, nowMs: 0, bodies.Add);
        draft.State.System.Value = draft.State.System.Value with { NextEventPosition = (ulong)bodies.Count };
        ImmutableArray<LedgerEvent> events =
            [.. bodies.Select(static (body, i) => new LedgerEvent((ulong)i, 0, LedgerEvent.NoTransaction, (uint)i, body))];
        BlockHeader header = draft.Header(_availability.Root, events, _roots);
        Append(draft, header, _availability, events);
        return new Block(header, []);
    }

    private BlockDraft Draft(LedgerState layer, ulong timestampMs, int capacity) => new(layer, Network, Head, timestampMs, _verifiers, capacity);

    private LedgerState TakeLayer()
    {
        LedgerState? idle = _idle;
        _idle = null;
        return ReferenceEquals(idle?.Parent, _state) ? idle! : _state.Fork();
    }

    private TransactionOutcome Run(BlockDraft draft, SignedTransaction signed) =>
        _recent.Read(signed.Digest) is { } before ? TransactionOutcome.Repeated(before) : draft.Add(signed);

    private void RequireSuccessor(BlockHeader header)
    {
        if (header.Network != Network)
            throw new LedgerDivergedException(header.Height, $"it belongs to network {header.Network}, not {Network}");
        if (header.Height != Head.Height + 1 || header.Previous != Head.Hash)
            throw new LedgerDivergedException(header.Height, $"it does not follow block {Head.Height} with hash {Head.Hash}");
        if (header.TimestampMs < Head.Header.TimestampMs)
            throw new LedgerDivergedException(header.Height, "its time runs back");
    }

    private void Append(BlockDraft draft, BlockHeader header, SparseMerkleMap availability, ImmutableArray<LedgerEvent> events)
    {
        bool epochChanged = draft.State.Now > _state.Now;
        _indexes.Follow(_state, draft.State);
        draft.State.Commit();
        _idle = draft.State;
        _availability = availability;
        for (int i = 0; i < draft.Transactions.Count; i++)
            _recent.Add(draft.Transactions[i].Transaction.Expiry, draft.Effects[i]);
        _events.Add(events);
        Head = HeadOf(header);
        if (!epochChanged)
            return;
        _recent.DropExpired(_state.Now);
        _state.Expiry.Drop(_state.Now);
    }
}
