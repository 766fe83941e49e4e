using Walrus.Core.Bcs;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Time;
using Walrus.Ledger;
using Walrus.Ledger.Journals;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Ledger;

/// <summary>Executes journal entries in order. Not thread-safe.</summary>
internal sealed class LedgerFollower(LedgerFounding founding, NetworkClock clock, ExecutedHeaders? headers = null)
{
    private LedgerMachine? _machine;

    /// <summary>The state after everything applied so far.</summary>
    public LedgerMachine Machine => _machine ?? throw new InvalidOperationException("The journal's genesis has not been read yet.");

    /// <summary>How many entries were applied: the position of the next.</summary>
    public long Position { get; private set; }

    /// <summary>Applies the entry at <see cref="Position"/>; entries before it are passed over.</summary>
    public void Apply(JournalRecord record)
    {
        if (record.Position < Position)
            return;
        if (record.Position > Position)
            throw new InvalidOperationException($"Journal entry {Position} is missing: {record.Position} came next.");
        JournalEntry entry = BcsFormat.FromBytes<JournalEntry>(record.Bytes.Span);
        switch (entry)
        {
            case JournalEntry.Founding first:
                _machine = founding.CreateMachine(first.Genesis);
                break;
            case JournalEntry.Appended appended:
                Machine.Apply(appended.Block);
                headers?.Add(Machine);
                break;
            case JournalEntry.ClockMoved moved:
                clock.RaiseOffset(moved.Offset);
                break;
        }

        Position++;
    }
}
