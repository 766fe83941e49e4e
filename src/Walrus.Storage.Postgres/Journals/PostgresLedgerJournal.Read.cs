using System.Runtime.CompilerServices;
using Npgsql;

namespace Walrus.Storage.Journals;

public sealed partial class PostgresLedgerJournal
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalRecord> ReadAsync(
        long from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        long head = await GetHeadAsync(cancellationToken);
        if (from >= head)
            yield break;
        var chain = new PostgresChain(_location, from);
        await using NpgsqlConnection connection = await ConnectAsync(cancellationToken);
        await using NpgsqlCommand read = Command(connection, _schema.Read, from, head);
        await using NpgsqlDataReader rows = await AskAsync(() => read.ExecuteReaderAsync(cancellationToken));
        while (await AskAsync(() => rows.ReadAsync(cancellationToken)))
        {
            if (chain.Accept(rows.GetInt64(0), unchecked((uint)rows.GetInt32(1)), rows.GetFieldValue<byte[]>(2)) is { } record)
                yield return record;
        }
        chain.RequireEnd(head);
    }

    /// <inheritdoc/>
    public async ValueTask<long> GetHeadAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        long head = Volatile.Read(ref _head);
        if (head >= 0)
            return head;
        await using NpgsqlConnection connection = await ConnectAsync(cancellationToken);
        try
        {
            return await ReadHeadAsync(connection, cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            // No writer has been here yet.
            return 0;
        }
        catch (NpgsqlException error)
        {
            throw Unreachable(error);
        }
    }

    /// <inheritdoc/>
    public async ValueTask WaitForAppendAsync(long position, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task appended = _appended.Next;
            if (await GetHeadAsync(cancellationToken) > position)
                return;
            if (Volatile.Read(ref _head) >= 0)
                await appended.WaitAsync(cancellationToken);
            else
                await _notices.WaitAsync(appended, cancellationToken);
        }
    }

    /// <summary>Reads everything once, in the writer's session.</summary>
    private async Task<(long Head, uint Chain)> VerifyAsync(CancellationToken cancellationToken)
    {
        long head = await ReadHeadAsync(_session!, cancellationToken);
        var chain = new PostgresChain(_location, 0);
        await using NpgsqlCommand read = Command(_session!, _schema.Read, 0L, head);
        await using NpgsqlDataReader rows = await read.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            chain.Accept(rows.GetInt64(0), unchecked((uint)rows.GetInt32(1)), rows.GetFieldValue<byte[]>(2));
        chain.RequireEnd(head);
        return (head, chain.Value);
    }

    private async Task<long> ReadHeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = Command(connection, _schema.Head);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken) =>
        AskAsync(() => _readers.OpenConnectionAsync(cancellationToken).AsTask());

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (NpgsqlException error)
        {
            throw Unreachable(error);
        }
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text, params object[] values)
    {
        NpgsqlCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Nothing in the text but the schema's name, which is checked to be letters, digits and underscores.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (object value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
