using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Ledger;
using Walrus.Ledger.Journals;
using Walrus.Ledger.Networks;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Genesis is a compare-and-swap at journal position 0: the first writer wins, everybody else verifies that it is the same
/// network (ledger format).
/// </summary>
/// <param name="Genesis">The network this process belongs to.</param>
/// <param name="Signatures">Checks the committee's signatures.</param>
public sealed record LedgerFounding(Genesis Genesis, IAggregateVerifier Signatures)
{
    /// <summary>Checks the committee's certificates.</summary>
    public ICertificateVerifier Certificates { get; } = new CertificateVerifier(Signatures);

    /// <summary>Takes the journal's lock and makes sure that its first record is this genesis.</summary>
    /// <exception cref="WrongNetworkException">The journal belongs to another network.</exception>
    public async Task FoundAsync(ILedgerJournal journal, CancellationToken cancellation)
    {
        long head = await journal.AcquireWriterAsync(cancellation);
        if (head == 0)
        {
            byte[] record = BcsFormat.ToBytes<JournalEntry>(new JournalEntry.Founding(Genesis));
            await journal.AppendAsync(0, [record], cancellation);
        }
    }

    /// <summary>The genesis that a journal was founded with; null when it is empty.</summary>
    public static async Task<Genesis?> FindAsync(ILedgerJournal journal, CancellationToken cancellation)
    {
        await foreach (JournalRecord record in journal.ReadAsync(0, cancellation))
            return BcsFormat.FromBytes<JournalEntry>(record.Bytes.Span) is JournalEntry.Founding founding ? founding.Genesis : null;
        return null;
    }

    internal LedgerMachine CreateMachine(Genesis found)
    {
        RequireSame(found);
        return new LedgerMachine(found, Certificates);
    }

    internal void RequireSame(Genesis found)
    {
        NetworkId expected = NetworkId.Of(Genesis);
        NetworkId actual = NetworkId.Of(found);
        if (expected != actual)
            throw new WrongNetworkException(expected, actual);
    }
}

/// <summary>The journal was founded with other network-wide values than this process was started with.</summary>
public sealed class WrongNetworkException(NetworkId expected, NetworkId actual)
    : Exception($"The ledger's journal belongs to network {actual}, but this process was started for network {expected}: shards, epoch duration, nodes and keys are fixed at genesis.");
