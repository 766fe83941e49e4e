using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Walrus.Hosting;

/// <summary>
/// The tables and queries that the ADO.NET providers of Orleans need to keep grain state and reminders in a SQLite file.
/// The providers bring no SQL: they read it from the table <c>OrleansQuery</c>, which this class fills.
/// </summary>
public static class OrleansSqliteSchema
{
    /// <summary>Version of the tables, kept in the file's <c>user_version</c>.</summary>
    public const int Version = 1;

    /// <summary>Marks the file as one of ours, in its <c>application_id</c>: "WLRS".</summary>
    private const int ApplicationId = 0x57_4C_52_53;

    private static readonly OrleansScripts Scripts = new("Sqlite");

    /// <summary>
    /// Creates the tables, or brings them up to <see cref="Version"/>, and replaces the queries by those of this program.
    /// May be called at every start, and by several processes at once.
    /// </summary>
    /// <param name="connectionString">Connection string of Microsoft.Data.Sqlite; the file is created when absent.</param>
    /// <exception cref="GrainStateFormatException">The file is of a newer version, or is not one of grain state.</exception>
    public static void Apply(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        using SqliteConnection connection = new(connectionString);
        connection.Open();
        // Of one moment, for another process may be creating the tables; and before the file is changed in any way.
        using (connection.BeginTransaction(deferred: true))
            CheckFormat(connection);
        // Readers and the one writer do not wait for each other; the mode is kept in the file.
        Execute(connection, "PRAGMA journal_mode = WAL");
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        for (int version = CheckFormat(connection) + 1; version <= Version; version++)
            Execute(connection, Scripts.Schema(version));
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}"));
        ReplaceQueries(connection);
        transaction.Commit();
    }

    /// <summary>Returns the version of the tables in the file, 0 when there are none yet.</summary>
    private static int CheckFormat(SqliteConnection connection)
    {
        long version = ReadNumber(connection, "PRAGMA user_version");
        bool isOurs = ReadNumber(connection, "PRAGMA application_id") == ApplicationId;
        bool isEmpty = ReadNumber(connection, "SELECT count(*) FROM sqlite_master") == 0;
        if (!isOurs && !isEmpty)
            throw new GrainStateFormatException($"'{connection.DataSource}' is a SQLite file of something else.");
        if (version > Version)
            throw new GrainStateFormatException(
                $"'{connection.DataSource}' holds grain state of version {version}; this program knows versions up to {Version}.");
        return (int)version;
    }

    private static void ReplaceQueries(SqliteConnection connection)
    {
        Execute(connection, "DELETE FROM OrleansQuery");
        foreach ((string key, string text) in Scripts.Queries())
        {
            using SqliteCommand insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ($key, $text)";
            insert.Parameters.AddWithValue("$key", key);
            insert.Parameters.AddWithValue("$text", text);
            insert.ExecuteNonQuery();
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long ReadNumber(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
