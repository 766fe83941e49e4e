using System.Globalization;
using Npgsql;

namespace Walrus.Hosting;

/// <summary>
/// The tables and queries that the ADO.NET providers of Orleans need to keep membership, grain state and reminders in a PostgreSQL
/// database, in a schema of their own.
/// </summary>
public static class OrleansPostgresSchema
{
    /// <summary>Version of the tables, kept in <c>orleans_schema</c>.</summary>
    public const int Version = 1;

    /// <summary>Key of the lock under which one process at a time looks and changes: "WLRSACTR".</summary>
    private const long LockKey = 0x574C_5253_4143_5452;

    private const string Begin =
        "CREATE TABLE IF NOT EXISTS orleans_schema (version integer NOT NULL); SELECT coalesce(max(version), 0) FROM orleans_schema";

    private static readonly OrleansScripts Scripts = new("Postgres");

    /// <summary>
    /// Creates the tables, or brings them up to <see cref="Version"/>, and puts the queries of this program in place. May be called at
    /// every start, and by several processes at once.
    /// </summary>
    /// <param name="connectionString">Connection string of Npgsql.</param>
    /// <exception cref="GrainStateFormatException">The tables are of a newer version.</exception>
    /// <exception cref="NpgsqlException">The database cannot be reached, or refuses.</exception>
    public static void Apply(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        using NpgsqlConnection connection = new(connectionString);
        connection.Open();
        using NpgsqlTransaction transaction = connection.BeginTransaction();
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({LockKey})"));
        int found = ReadVersion(connection);
        if (found > Version)
            throw new GrainStateFormatException($"Database '{connection.Database}' holds grain state of version {found}; this program knows versions up to {Version}.");
        for (int version = found + 1; version <= Version; version++)
        {
            Execute(connection, Scripts.Schema(version));
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO orleans_schema (version) VALUES ({version})"));
        }

        ReplaceQueries(connection);
        transaction.Commit();
    }

    private static int ReadVersion(NpgsqlConnection connection)
    {
        using NpgsqlCommand command = new(Begin, connection);
        return (int)command.ExecuteScalar()!;
    }

    /// <summary>Leaves queries that are the same alone: other processes are reading them.</summary>
    private static void ReplaceQueries(NpgsqlConnection connection)
    {
        foreach ((string key, string text) in Scripts.Queries())
        {
            using NpgsqlCommand replace = new(
                """
                INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ($1, $2)
                ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText WHERE OrleansQuery.QueryText <> excluded.QueryText
                """, connection);
            replace.Parameters.Add(new NpgsqlParameter { Value = key });
            replace.Parameters.Add(new NpgsqlParameter { Value = text });
            replace.ExecuteNonQuery();
        }
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using NpgsqlCommand command = new(sql, connection);
        command.ExecuteNonQuery();
    }
}
