using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Walrus.Hosting.Options;

namespace Walrus.Hosting;

/// <summary>
/// Where Orleans keeps grain state and reminders when the configuration does not say: a SQLite file in the data folder, or
/// memory. Every other provider is chosen by configuration alone, with the keys that Aspire emits
/// (<c>Orleans:GrainStorage:Default:ProviderType</c>, <c>Orleans:Reminders:ProviderType</c> …). A PostgreSQL database that
/// it names gets its tables.
/// </summary>
public static class OrleansDefaults
{
    /// <summary>Name of the SQLite file in the data folder.</summary>
    public const string FileName = "grains.db";

    private const string Clustering = "Orleans:Clustering";
    private const string GrainStorage = "Orleans:GrainStorage:Default";
    private const string Reminders = "Orleans:Reminders";
    private const string Npgsql = "Npgsql";

    /// <summary>Whether the configuration names where the silos of a cluster find each other.</summary>
    public static bool IsCluster(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.GetSection(Clustering).Exists();
    }

    /// <summary>
    /// Completes the configuration, and prepares the SQLite file when it is used. Call it when all sources of configuration
    /// are in place and before <c>UseOrleans</c>, which reads them.
    /// </summary>
    /// <param name="configuration">The host's configuration. A section that has anything in it is left as it is.</param>
    /// <param name="dataFolder">Folder for the file; null keeps everything in memory.</param>
    /// <exception cref="GrainStateFormatException">The file or the database that is there cannot be used.</exception>
    /// <exception cref="OptionException">A section names a database without saying how to reach it.</exception>
    /// <exception cref="IOException">The database cannot be reached.</exception>
    public static void Apply(IConfigurationManager configuration, string? dataFolder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        PreparePostgres(configuration);
        string[] missing = [.. new[] { GrainStorage, Reminders }.Where(section => !configuration.GetSection(section).Exists())];
        if (missing.Length == 0)
            return;
        string? connection = dataFolder is null ? null : PrepareSqlite(dataFolder);
        configuration.AddInMemoryCollection(
            from section in missing
            from setting in connection is null ? InMemory() : InSqlite(section, connection)
            select KeyValuePair.Create(ConfigurationPath.Combine(section, setting.Key), setting.Value));
    }

    private static void PreparePostgres(IConfiguration configuration)
    {
        foreach (string database in new[] { Clustering, GrainStorage, Reminders }
            .Select(configuration.GetSection)
            .Where(static section => section["ProviderType"] == "AdoNet" && section["Invariant"] == Npgsql)
            .Select(section => ConnectionOf(section, configuration))
            .Distinct(StringComparer.Ordinal))
        {
            try
            {
                OrleansPostgresSchema.Apply(database);
            }
            catch (NpgsqlException unreachable)
            {
                throw new IOException($"The database of Orleans cannot be used: {unreachable.Message}", unreachable);
            }
            catch (ArgumentException)
            {
                // Its text may hold a password.
                throw new OptionException("The connection string of the database of Orleans cannot be read.");
            }
        }
    }

    private static string ConnectionOf(IConfigurationSection section, IConfiguration configuration) =>
        section["ConnectionString"] ?? configuration.GetConnectionString(section["ConnectionName"] ?? "")
        ?? throw new OptionException($"{section.Path} needs a connection string: {section.Path}:ConnectionString, or {section.Path}:ConnectionName and ConnectionStrings of that name.");

    private static Dictionary<string, string?> InMemory() => new() { ["ProviderType"] = "Memory" };

    private static string PrepareSqlite(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        string connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(dataFolder, FileName) }.ConnectionString;
        OrleansSqliteSchema.Apply(connection);
        return connection;
    }

    // Reminders need no turn: no actor has any.
    private static Dictionary<string, string?> InSqlite(string section, string connection) => new()
    {
        ["ProviderType"] = section == GrainStorage ? SqliteGrainStorageProvider.ProviderType : "AdoNet",
        ["Invariant"] = SqliteGrainStorageProvider.Invariant,
        ["ConnectionString"] = connection,
    };
}
