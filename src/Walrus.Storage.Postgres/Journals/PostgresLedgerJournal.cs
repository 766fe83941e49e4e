using Npgsql;

namespace Walrus.Storage.Journals;

/// <summary>
/// A journal in a PostgreSQL database: one row a record, each with a checksum over all records up to it. The writer is the session
/// that holds an advisory lock, and appends by the same session, so that whoever loses the one has lost the other; every append
/// names the head it expects.
/// </summary>
public sealed partial class PostgresLedgerJournal : ILedgerJournal
{
    // One session listens; a few read at once.
    private const int Readers = 8;

    private readonly PostgresJournalOptions _options;
    private readonly PostgresSchema _schema;
    private readonly NpgsqlDataSource _readers;
    private readonly NpgsqlDataSource _writers;
    private readonly string _location;
    private readonly AppendSignal _appended = new();
    private readonly PostgresNotices _notices;

    // Held by whoever acquires, appends or closes; guards every field below.
    private readonly SemaphoreSlim _writer = new(1, 1);
    private NpgsqlConnection? _session;
    private bool _wasWriter;
    private bool _isOutcomeUnknown;
    private uint _chain;

    // Durable head while this instance is the writer, else -1; read without the semaphore.
    private long _head = -1;
    private volatile bool _disposed;

    /// <summary>A journal in the database of this connection string. Connects to nothing yet.</summary>
    /// <exception cref="ArgumentException">The connection string or the schema's name is not of its form.</exception>
    public PostgresLedgerJournal(string connectionString, PostgresJournalOptions? options = null)
    {
        _options = options ?? new PostgresJournalOptions();
        _schema = new PostgresSchema(_options.Schema);
        _location = _schema.Describe(connectionString);
        _readers = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = Readers, MinPoolSize = 0 });
        _notices = new PostgresNotices(_readers, _schema.Listen, _appended, _options);
        // The lock lives as long as its session: it must not go back to a pool.
        _writers = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 10 });
    }

    /// <inheritdoc/>
    public async ValueTask<long> AcquireWriterAsync(CancellationToken cancellationToken = default)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_session is not null && !_isOutcomeUnknown)
                return Volatile.Read(ref _head);
            await CloseSessionAsync();
            _session = await OpenSessionAsync(cancellationToken);
            (long head, _chain) = await VerifyAsync(cancellationToken);
            (_wasWriter, _isOutcomeUnknown) = (true, false);
            Publish(head);
            return head;
        }
        catch (NpgsqlException error)
        {
            await CloseSessionAsync();
            throw Unreachable(error);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseWriterAsync()
    {
        await _writer.WaitAsync();
        try
        {
            await CloseSessionAsync();
            _appended.Set();
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> AppendAsync(
        long expectedPosition, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken = default)
    {
        JournalLimits.Check(records);
        await _writer.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            long head = Volatile.Read(ref _head);
            if (_isOutcomeUnknown)
                throw new JournalUnknownOutcomeException(head);
            if (_session is not { } session)
                throw new InvalidOperationException("Acquire the writer before the first append.");
            if (expectedPosition != head)
                throw new JournalConflictException(expectedPosition, head);
            return records.Count == 0 ? head : await CommitAsync(session, head, records);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Waits for an append in progress, closes the session and with it gives the lock back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.WaitAsync();
        try
        {
            if (_disposed)
                return;
            _disposed = true;
            _appended.Set();
            await CloseSessionAsync();
            await _notices.DisposeAsync();
            await _writers.DisposeAsync();
            await _readers.DisposeAsync();
        }
        finally
        {
            _writer.Release();
        }
    }

    private async Task<long> CommitAsync(NpgsqlConnection session, long head, IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        _isOutcomeUnknown = true;
        int[] chains = new int[records.Count];
        uint chain = _chain;
        for (int i = 0; i < chains.Length; i++)
            chains[i] = unchecked((int)(chain = PostgresChain.Continue(chain, head + i, records[i].Span)));
        try
        {
            await using NpgsqlCommand append = Command(session, _schema.Append, head, chains, records.Select(record => record.ToArray()).ToArray());
            if (await append.ExecuteScalarAsync(CancellationToken.None) is 0L)
                throw new JournalConflictException(head, await ReadHeadAsync(session, CancellationToken.None));
        }
        catch (NpgsqlException error)
        {
            throw new JournalUnknownOutcomeException(head, error);
        }
        (_chain, _isOutcomeUnknown) = (chain, false);
        Publish(head + records.Count);
        return head + records.Count;
    }

    private async Task<NpgsqlConnection> OpenSessionAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection session = await _writers.OpenConnectionAsync(cancellationToken);
        try
        {
            await LockAsync(session, cancellationToken);
            await using NpgsqlCommand create = Command(session, _schema.Create);
            object? version = await create.ExecuteScalarAsync(cancellationToken);
            if (version is not PostgresSchema.Version)
                throw new StorageFormatException($"The ledger journal in {_location} has version {version}; this program reads version {PostgresSchema.Version}.");
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Who never was the writer does not wait; who was one may find its own lost session still alive at the server.</summary>
    private async Task LockAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        long begin = _options.Time.GetTimestamp();
        await using NpgsqlCommand take = Command(session, _schema.TryLock);
        while (await take.ExecuteScalarAsync(cancellationToken) is not true)
        {
            if (!_wasWriter || _options.Time.GetElapsedTime(begin) > _options.LockPatience)
                throw new JournalLockedException(_location);
            await Task.Delay(_options.PollInterval, _options.Time, cancellationToken);
        }
    }

    private async ValueTask CloseSessionAsync()
    {
        Volatile.Write(ref _head, -1);
        if (_session is { } session)
            await session.DisposeAsync();
        _session = null;
    }

    private void Publish(long head)
    {
        Volatile.Write(ref _head, head);
        _appended.Set();
    }

    private IOException Unreachable(Exception error) => new($"The ledger journal in {_location} cannot be reached: {error.Message}", error);
}
