using Microsoft.Extensions.Logging;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger;
using Walrus.Ledger.Journals;
using Walrus.Ledger.Snapshots;
using Walrus.Storage;
using Walrus.Storage.Checkpoints;
using Walrus.Storage.Journals;
using Walrus.Storage.Snapshots;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Finds the newest snapshot that is whole and fits the journal. One that does not is passed over with a warning: the one before
/// it, or the journal from its beginning, gives the same state. So is one that skips a change of epoch of which nobody here has the
/// hand-over, nor what it takes to gather it.
/// </summary>
internal sealed partial class SnapshotLoader(
    ILedgerSnapshots store, ILedgerJournal journal, LedgerFounding founding, ICheckpointStore? checkpoints, ILogger logger)
{
    /// <summary>The ledger to go on from, or null when no snapshot helps.</summary>
    /// <exception cref="WrongNetworkException">The journal belongs to another network.</exception>
    public async Task<RestoredLedger?> FindAsync(CancellationToken cancellation)
    {
        if (await LedgerFounding.FindAsync(journal, cancellation) is not { } found)
            return null;
        founding.RequireSame(found);
        foreach (long position in await store.ListAsync(cancellation))
        {
            try
            {
                return await LoadAsync(position, cancellation);
            }
            catch (Exception bad) when (bad is ProtocolException or StorageException or IOException)
            {
                Log.PassedOver(logger, position, bad.Message);
            }
        }

        return null;
    }

    private async Task<RestoredLedger> LoadAsync(long position, CancellationToken cancellation)
    {
        // Reading back a state is computation from beginning to end; it may as well wait for the disk.
        LedgerMachine machine = LedgerMachine.Restore(
            founding.Genesis, founding.Certificates, store.ReadAsync(position, cancellation).ToBlockingEnumerable(cancellation), out SnapshotHeader header);
        if (header.JournalPosition != (ulong)position)
            throw new InvalidSnapshotException($"it covers {header.JournalPosition} entries, and not {position} as its name says");
        RequireHandovers(machine, header);
        await foreach (JournalRecord record in journal.ReadAsync(position - 1, cancellation))
        {
            if (BcsFormat.FromBytes<JournalEntry>(record.Bytes.Span) is JournalEntry.Appended last && last.Block.Header == header.Head)
                return new RestoredLedger(machine, header);
            throw new InvalidSnapshotException($"the journal has another entry {position - 1} than the block at its head");
        }

        throw new InvalidSnapshotException($"it covers {position} entries, and the journal has fewer");
    }

    private void RequireHandovers(LedgerMachine machine, SnapshotHeader header)
    {
        if (checkpoints is null)
            return;
        HashSet<Epoch> known = [.. checkpoints.ListHandovers(), .. header.OpenTurns.Select(static turn => turn.Header.Epoch)];
        for (Epoch epoch = new(1); epoch < machine.Epoch; epoch = epoch.Plus(1))
        {
            if (!known.Contains(epoch))
                throw new InvalidSnapshotException($"the hand-over out of epoch {epoch} was not kept, and it skips what that takes");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The ledger's snapshot of {Position} entries is passed over, and history before it executed again as far as need be: {What}")]
        public static partial void PassedOver(ILogger logger, long position, string what);
    }
}
