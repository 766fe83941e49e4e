using Walrus.Core.Bcs;
using Walrus.Grains.Time;
using Walrus.Ledger;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Journals;
using Walrus.Ledger.Transactions;

namespace Walrus.Grains.Ledger;

/// <summary>What goes into the journal together, and whoever waits for it: one block, and the moves of the clock before it.</summary>
internal sealed class BlockBatch
{
    private readonly List<PendingSubmission> _submissions = [];
    private readonly List<SignedTransaction> _transactions = [];
    private readonly List<ClockMove> _moves = [];

    /// <summary>How many transactions there are.</summary>
    public int Count => _submissions.Count;

    /// <summary>The transactions, in the order of the block.</summary>
    public IReadOnlyList<SignedTransaction> Transactions => _transactions;

    /// <summary>Journal entries so far: the clock's moves, and at last the block.</summary>
    public List<ReadOnlyMemory<byte>> Entries { get; } = [];

    public void Add(PendingSubmission submission)
    {
        _submissions.Add(submission);
        _transactions.Add(submission.Transaction);
    }

    /// <summary>Moves the clock now: the block is made at the time after it.</summary>
    public void Add(ClockMove move, NetworkClock clock)
    {
        clock.RaiseOffset(clock.Offset + move.By);
        Entries.Add(BcsFormat.ToBytes<JournalEntry>(new JournalEntry.ClockMoved(clock.Offset)));
        _moves.Add(move);
    }

    /// <summary>Answers everybody: the block is durable, and <paramref name="machine"/> has taken it up.</summary>
    public void Answer(ProducedBlock block, LedgerMachine machine, long head)
    {
        for (int i = 0; i < _submissions.Count; i++)
        {
            TransactionOutcome outcome = block.Outcomes[i];
            if (outcome.Effects is { } effects)
                _submissions[i].Answer(BytesOf(effects, machine), head);
            else
                _submissions[i].Refuse(outcome.RefusalReason!, head);
        }

        foreach (ClockMove move in _moves)
            move.Done.TrySetResult(head);
    }

    /// <summary>What was not durable when it failed may be answered as neither done nor refused.</summary>
    public void Fail(Exception failure)
    {
        foreach (PendingSubmission submission in _submissions)
            submission.Fail(failure);
        foreach (ClockMove move in _moves)
            move.Done.TrySetException(failure);
    }

    /// <summary>Effects as the machine keeps them, unless the block also began an epoch in which the transaction has expired.</summary>
    private static ReadOnlySpan<byte> BytesOf(TransactionEffects effects, LedgerMachine machine)
    {
        ReadOnlySpan<byte> kept = machine.FindEffectsBytes(effects.Digest);
        return kept.IsEmpty ? BcsFormat.ToBytes(effects) : kept;
    }
}
