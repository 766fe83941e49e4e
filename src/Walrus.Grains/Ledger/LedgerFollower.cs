using Walrus.Core.Bcs;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Time;
using Walrus.Ledger;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Journals;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Ledger;

/// <summary>Executes journal entries in order. Not thread-safe.</summary>
internal sealed class LedgerFollower(
    LedgerFounding founding, NetworkClock clock, ExecutedHeaders headers, CheckedSignatures? signatures)
{
    private LedgerMachine? _machine;

    /// <summary>The state after everything applied so far.</summary>
    public LedgerMachine Machine => _machine ?? throw new InvalidOperationException("The journal's genesis has not been read yet.");

    /// <summary>Whether there is a state.</summary>
    public bool HasStarted => _machine is not null;

    /// <summary>How many entries were applied: the position of the next.</summary>
    public long Position { get; private set; }

    /// <summary>How many of them were executed here, and not taken from a snapshot.</summary>
    public long Executed { get; private set; }

    /// <summary>Goes on where a snapshot was taken.</summary>
    public void Start(RestoredLedger restored)
    {
        _machine = restored.Machine;
        Position = (long)restored.Header.JournalPosition;
        clock.RaiseOffset(TimeSpan.FromMilliseconds(restored.Header.ClockOffsetMs));
        headers.Reopen(restored.Header.OpenTurns);
    }

    /// <summary>Applies the entry at <see cref="Position"/>; entries before it are passed over.</summary>
    /// <returns>Whether it was a block.</returns>
    public bool Apply(JournalRecord record)
    {
        if (record.Position < Position)
            return false;
        if (record.Position > Position)
            throw new InvalidOperationException($"Journal entry {Position} is missing: {record.Position} came next.");
        JournalEntry entry = BcsFormat.FromBytes<JournalEntry>(record.Bytes.Span);
        switch (entry)
        {
            case JournalEntry.Founding first:
                _machine = founding.CreateMachine(first.Genesis);
                break;
            case JournalEntry.Appended appended:
                signatures?.Settle(appended.Block);
                Machine.Apply(appended.Block);
                headers.Add(Machine, BlockOrigin.Journal);
                break;
            case JournalEntry.ClockMoved moved:
                clock.RaiseOffset(moved.Offset);
                break;
        }

        Position++;
        Executed++;
        return entry is JournalEntry.Appended;
    }

    /// <summary>Takes up a block that this process executed and journaled itself, with the entries before it.</summary>
    /// <param name="block">The block, made on this machine.</param>
    /// <param name="position">Position behind it.</param>
    public void Commit(PreparedBlock block, long position)
    {
        Machine.Commit(block);
        headers.Add(Machine, BlockOrigin.Orderer);
        Position = position;
    }
}
