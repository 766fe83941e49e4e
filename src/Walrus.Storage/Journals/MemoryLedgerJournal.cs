using System.Runtime.CompilerServices;

namespace Walrus.Storage.Journals;

/// <summary>
/// A journal in memory. Several silos of one process share one instance: there is no other process to lock out, so the expected
/// position alone fences them, and disposing it is left to nobody: what was appended stays readable for a silo that comes back.
/// </summary>
public sealed class MemoryLedgerJournal : ILedgerJournal
{
    private readonly Lock _gate = new();
    private readonly List<ReadOnlyMemory<byte>> _records = [];
    private readonly AppendSignal _appended = new();
    private bool _acquired;

    /// <inheritdoc/>
    public ValueTask<long> AcquireWriterAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _acquired = true;
            return ValueTask.FromResult<long>(_records.Count);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(
        long expectedPosition, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken = default)
    {
        JournalLimits.Check(records);
        cancellationToken.ThrowIfCancellationRequested();
        long head;
        lock (_gate)
        {
            if (!_acquired)
                throw new InvalidOperationException("Acquire the writer before the first append.");
            if (expectedPosition != _records.Count)
                throw new JournalConflictException(expectedPosition, _records.Count);
            foreach (ReadOnlyMemory<byte> record in records)
                _records.Add(record.ToArray());
            head = _records.Count;
        }
        _appended.Set();
        return ValueTask.FromResult(head);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalRecord> ReadAsync(
        long from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        long head = await GetHeadAsync(cancellationToken);
        for (long position = from; position < head; position++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlyMemory<byte> record;
            lock (_gate)
                record = _records[(int)position];
            yield return new JournalRecord(position, record);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> GetHeadAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return ValueTask.FromResult<long>(_records.Count);
    }

    /// <inheritdoc/>
    public async ValueTask WaitForAppendAsync(long position, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task appended = _appended.Next;
            if (await GetHeadAsync(cancellationToken) > position)
                return;
            await appended.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Does nothing: the journal may be shared, and lives as long as it is referenced.</summary>
    public ValueTask ReleaseWriterAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
