namespace Walrus.Storage.Journals;

/// <summary>
/// Reads a whole journal at a set rate, which verifies every record: a writer does not look into segments that were closed before it
/// came, so damage in what nobody reads would stay unknown.
/// </summary>
/// <param name="journal">The journal; others may use it meanwhile.</param>
/// <param name="options">How fast.</param>
public sealed class JournalScrub(ILedgerJournal journal, ScrubOptions? options = null)
{
    // Records are read one behind the other: none costs more than its bytes.
    private readonly ScrubOptions _options = (options ?? new ScrubOptions()) with { BytesPerEntry = JournalRecordHeader.Size };

    /// <summary>Walks once over everything that is durable when it begins; how many records that were.</summary>
    /// <exception cref="JournalCorruptedException">A record does not hold.</exception>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var pace = new ScrubPace(_options);
        long records = 0;
        await foreach (JournalRecord record in journal.ReadAsync(0, cancellationToken))
        {
            records++;
            await pace.KeepAsync(record.Bytes.Length, cancellationToken);
        }
        return records;
    }
}
