using Walrus.Client.Auditing;
using Walrus.Core.Bcs;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Journals;
using Walrus.Ledger.Networks;
using Walrus.Storage.Checkpoints;
using Walrus.Storage.Journals;

namespace Walrus.Cli.Verification;

/// <summary>A ledger in a server's data folder. Needs no lock and changes nothing: the server may be running.</summary>
internal static class FolderLedger
{
    private const string JournalFolder = "ledger";
    private const string CheckpointFolder = "checkpoints";

    public static async Task<LedgerAuditReport> VerifyAsync(string folder, Genesis? expected, CancellationToken cancellation)
    {
        string journalFolder = Path.Combine(folder, JournalFolder) is var inner && Directory.Exists(inner) ? inner : folder;
        if (!Directory.Exists(journalFolder) || !Directory.EnumerateFiles(journalFolder, "*.journal").Any())
            throw new CommandFailedException($"There is no ledger in '{folder}'.", "Name the data folder of a server, or the address of a gateway.");
        string checkpointFolder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(journalFolder))!, CheckpointFolder);
        await using ICheckpointStore checkpoints = Directory.Exists(checkpointFolder) ? new LocalCheckpointStore(checkpointFolder) : new MemoryCheckpointStore();
        // Read before the journal: a server that runs goes on signing what is appended meanwhile.
        byte[]? newest = await checkpoints.FindNewestAsync(cancellation);
        await using LocalLedgerJournal journal = new(journalFolder);
        LedgerAudit? audit = null;
        await foreach (JournalRecord record in journal.ReadAsync(0, cancellation))
        {
            JournalEntry entry = BcsFormat.FromBytes<JournalEntry>(record.Bytes.Span);
            if (entry is JournalEntry.Founding founding)
                audit = Begin(founding.Genesis, expected, newest);
            else if (entry is JournalEntry.Appended appended && Require(audit).Apply(appended.Block) is { } turn)
                await CheckAsync(Require(audit), turn, checkpoints, cancellation);
        }

        return Require(audit).Finish();

        LedgerAudit Require(LedgerAudit? begun) => begun ?? throw new CommandFailedException($"The journal in '{journalFolder}' does not begin with a genesis.", "It is not the journal of a ledger.");
    }

    private static LedgerAudit Begin(Genesis genesis, Genesis? expected, byte[]? newest)
    {
        GenesisChoice.Require(genesis, expected);
        LedgerAudit audit = new(genesis);
        if (newest is not null)
            audit.Expect(BcsFormat.FromBytes<Checkpoint>(newest));
        return audit;
    }

    private static async Task CheckAsync(LedgerAudit audit, EpochTurn turn, ICheckpointStore checkpoints, CancellationToken cancellation)
    {
        if (await checkpoints.FindHandoverAsync(turn.Header.Epoch, cancellation) is { } bytes)
            audit.Check(turn, BcsFormat.FromBytes<CommitteeHandover>(bytes));
    }
}
