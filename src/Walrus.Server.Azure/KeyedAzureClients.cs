using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Walrus.Hosting.Options;

namespace Walrus.Server.Azure;

/// <summary>
/// The clients that the Orleans providers for Azure ask for. Aspire names a client by a key
/// (<c>Orleans:Clustering:ServiceKey</c> …) and puts its address at <c>ConnectionStrings:KEY</c>.
/// </summary>
internal static class KeyedAzureClients
{
    /// <summary>Registers one client for each key in the section <c>Orleans</c>.</summary>
    /// <exception cref="OptionException">A key has no connection string.</exception>
    public static void Add(IHostApplicationBuilder builder)
    {
        IEnumerable<(string ProviderType, string ServiceKey)> providers =
            from setting in builder.Configuration.GetSection("Orleans").AsEnumerable()
            where setting.Value is not null && setting.Key.EndsWith(":ServiceKey", StringComparison.OrdinalIgnoreCase)
            let section = setting.Key[..setting.Key.LastIndexOf(':')]
            select (builder.Configuration[section + ":ProviderType"] ?? "", setting.Value);
        foreach ((string providerType, string serviceKey) in providers.Distinct())
        {
            if (providerType == "AzureBlobStorage")
                Add(builder, serviceKey, uri => new BlobServiceClient(uri, new DefaultAzureCredential()), text => new(text));
            else if (providerType == "AzureTableStorage")
                Add(builder, serviceKey, uri => new TableServiceClient(uri, new DefaultAzureCredential()), text => new(text));
        }
    }

    /// <summary>In the cloud the connection string is a bare address, and the process's identity opens it.</summary>
    private static void Add<TClient>(
        IHostApplicationBuilder builder, string key, Func<Uri, TClient> fromAddress, Func<string, TClient> fromConnectionString)
        where TClient : class
    {
        string text = builder.Configuration.GetConnectionString(key)
            ?? throw new OptionException($"Orleans names the service '{key}', but there is no ConnectionStrings:{key}.");
        builder.Services.AddKeyedSingleton(
            key,
            (_, _) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme.StartsWith("http", StringComparison.Ordinal)
                ? fromAddress(address)
                : fromConnectionString(text));
    }
}
