using Npgsql;

namespace Walrus.Storage.Journals;

/// <summary>The tables of a journal and everything that is said to them.</summary>
internal sealed class PostgresSchema
{
    /// <summary>Version of the tables. Increment when they change.</summary>
    public const int Version = 1;

    public PostgresSchema(string name)
    {
        if (name.Length is 0 or > 60 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
            throw new ArgumentException($"'{name}' is no name of a schema: letters, digits and underscores.", nameof(name));
        Name = name;
    }

    /// <summary>The schema's name, which needs no quotes inside quotes.</summary>
    public string Name { get; }

    private string Channel => "journal " + Name;

    /// <summary>Takes the lock that only one session of the database can hold.</summary>
    public string TryLock => $"SELECT pg_try_advisory_lock(hashtextextended('walrus ledger journal {Name}', 0))";

    /// <summary>Creates what is missing, and says which version there is.</summary>
    public string Create => $"""
        SET synchronous_commit = on;
        CREATE SCHEMA IF NOT EXISTS "{Name}";
        CREATE TABLE IF NOT EXISTS "{Name}".format (version integer NOT NULL);
        CREATE TABLE IF NOT EXISTS "{Name}".record (position bigint PRIMARY KEY, chain integer NOT NULL, bytes bytea NOT NULL);
        ALTER TABLE "{Name}".record ALTER COLUMN bytes SET STORAGE EXTERNAL;
        INSERT INTO "{Name}".format SELECT {Version} WHERE NOT EXISTS (SELECT FROM "{Name}".format);
        SELECT version FROM "{Name}".format
        """;

    /// <summary>The head.</summary>
    public string Head => $"SELECT coalesce(max(position) + 1, 0) FROM \"{Name}\".record";

    /// <summary>Records from $1 to before $2 in order, and the one before them.</summary>
    public string Read => $"SELECT position, chain, bytes FROM \"{Name}\".record WHERE position >= $1 - 1 AND position < $2 ORDER BY position";

    /// <summary>Appends at $1 the chains $2 and bytes $3, all or nothing, and only when $1 is the head; tells those who listen, and how many it were.</summary>
    public string Append => $"""
        WITH added AS (
            INSERT INTO "{Name}".record SELECT $1 + place - 1, chain, bytes FROM unnest($2, $3) WITH ORDINALITY AS new (chain, bytes, place)
            WHERE $1 = (SELECT coalesce(max(position) + 1, 0) FROM "{Name}".record)
            RETURNING 1)
        SELECT count(*), pg_notify('{Channel}', '') FROM added
        """;

    /// <summary>From now on the session hears of appends.</summary>
    public string Listen => $"LISTEN \"{Channel}\"";

    /// <summary>Where this is, for people; without the password.</summary>
    public string Describe(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        return $"{builder.Host}:{builder.Port}/{builder.Database}, schema {Name}";
    }
}
