using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Walrus.Hosting;

/// <summary>
/// Where Orleans keeps grain state and reminders when the configuration does not say: a SQLite file in the data folder, or
/// memory. Every other provider is chosen by configuration alone, with the keys that Aspire emits
/// (<c>Orleans:GrainStorage:Default:ProviderType</c>, <c>Orleans:Reminders:ProviderType</c> …).
/// </summary>
public static class OrleansDefaults
{
    /// <summary>Name of the SQLite file in the data folder.</summary>
    public const string FileName = "grains.db";

    private const string GrainStorage = "Orleans:GrainStorage:Default";
    private const string Reminders = "Orleans:Reminders";

    /// <summary>
    /// Completes the configuration, and prepares the SQLite file when it is used. Call it when all sources of configuration
    /// are in place and before <c>UseOrleans</c>, which reads them.
    /// </summary>
    /// <param name="configuration">The host's configuration. A section that has anything in it is left as it is.</param>
    /// <param name="dataFolder">Folder for the file; null keeps everything in memory.</param>
    /// <exception cref="GrainStateFormatException">The file that lies there cannot be used.</exception>
    public static void Apply(IConfigurationManager configuration, string? dataFolder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string[] missing = [.. new[] { GrainStorage, Reminders }.Where(section => !configuration.GetSection(section).Exists())];
        if (missing.Length == 0)
            return;
        Dictionary<string, string?> provider = dataFolder is null ? InMemory() : InSqlite(dataFolder);
        configuration.AddInMemoryCollection(
            from section in missing
            from setting in provider
            select KeyValuePair.Create(ConfigurationPath.Combine(section, setting.Key), setting.Value));
    }

    private static Dictionary<string, string?> InMemory() => new() { ["ProviderType"] = "Memory" };

    private static Dictionary<string, string?> InSqlite(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        SqliteConnectionStringBuilder connection = new() { DataSource = Path.Combine(dataFolder, FileName) };
        OrleansSqliteSchema.Apply(connection.ConnectionString);
        return new()
        {
            ["ProviderType"] = "AdoNet",
            // The provider's name for any SQLite; it loads Microsoft.Data.Sqlite.
            ["Invariant"] = "System.Data.SQLite",
            ["ConnectionString"] = connection.ConnectionString,
        };
    }
}
