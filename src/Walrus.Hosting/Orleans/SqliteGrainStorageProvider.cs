using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Providers;
using Orleans.Storage;
using Walrus.Hosting;

[assembly: RegisterProvider(SqliteGrainStorageProvider.ProviderType, "GrainStorage", "Silo", typeof(SqliteGrainStorageProvider))]

namespace Walrus.Hosting;

/// <summary>
/// Grain state in a SQLite file with the tables of <see cref="OrleansSqliteSchema"/>: the ADO.NET provider of Orleans, with one writer
/// at a time. Chosen by <c>ProviderType</c> "Sqlite" and <c>ConnectionString</c>.
/// </summary>
internal sealed class SqliteGrainStorageProvider : IProviderBuilder<ISiloBuilder>
{
    /// <summary>The name in the configuration.</summary>
    public const string ProviderType = "Sqlite";

    /// <summary>What the ADO.NET providers of Orleans call any SQLite; they load Microsoft.Data.Sqlite.</summary>
    public const string Invariant = "System.Data.SQLite";

    /// <inheritdoc/>
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.AddAdoNetGrainStorage(name, options =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = configurationSection["ConnectionString"];
        });
        builder.Services.RemoveAllKeyed<IGrainStorage>(name);
        builder.Services.AddKeyedSingleton<IGrainStorage>(name, (services, _) => new OneWriterGrainStorage(AdoNetGrainStorageFactory.Create(services, name)));
    }
}
