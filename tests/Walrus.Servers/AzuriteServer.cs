using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;

namespace Walrus.Servers;

/// <summary>An Azurite of its own, the emulator of Azure Storage, in memory and on loopback; started by the first who asks for it.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    // The emulator's published key.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly int _port = ServerProcess.FindFreePort();
    private readonly Lazy<Task<Process>> _started;
    private int _containers;

    public AzuriteServer() => _started = new Lazy<Task<Process>>(StartAsync);

    /// <summary>How to reach it, once it runs.</summary>
    public async Task<string> GetConnectionStringAsync()
    {
        await _started.Value;
        return $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{_port}/{Account};";
    }

    /// <summary>A container of its own, not created yet.</summary>
    public async Task<BlobContainerClient> GetContainerAsync() =>
        new(await GetConnectionStringAsync(), $"test-{Interlocked.Increment(ref _containers)}");

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
            await ServerProcess.KillAsync(await _started.Value);
    }

    private Task<Process> StartAsync() => ServerProcess.StartAsync(
        ServerProcess.Find("azurite-blob", "Azurite", FoldersOfPackages()),
        [
            "--blobHost", "127.0.0.1", "--blobPort", _port.ToString(CultureInfo.InvariantCulture),
            "--inMemoryPersistence", "--skipApiVersionCheck", "--silent", "--disableTelemetry",
        ],
        listens: "successfully listens");

    /// <summary>Where ./test installs it: in a folder of the repository that this is built in.</summary>
    private static IEnumerable<string> FoldersOfPackages()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "artifacts", "azurite", "node_modules", ".bin");
    }
}
