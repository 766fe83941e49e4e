using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;

[assembly: AssemblyFixture(typeof(Walrus.Storage.Servers.Tests.AzuriteServer))]

namespace Walrus.Storage.Servers.Tests;

/// <summary>An Azurite of its own, the emulator of Azure Storage, in memory and on loopback; started by the first test that asks for it.</summary>
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
        if (!_started.IsValueCreated)
            return;
        using Process process = await _started.Value;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    private async Task<Process> StartAsync()
    {
        string port = _port.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(
            FindProgram(),
            ["--blobHost", "127.0.0.1", "--blobPort", port, "--inMemoryPersistence", "--skipApiVersionCheck", "--silent", "--disableTelemetry"])
        { RedirectStandardOutput = true };
        Process process = Process.Start(start)!;
        // It says so when it listens.
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("successfully listens", StringComparison.Ordinal))
                return process;
        }
        throw new InvalidOperationException($"Azurite ended with {process.ExitCode}.");
    }

    /// <summary>Where ./test installs it, in this folder or one above; else on the path.</summary>
    private static string FindProgram()
    {
        const string name = "azurite-blob";
        List<string> folders = [];
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            folders.Add(Path.Combine(folder.FullName, "node_modules", ".bin"));
        folders.AddRange((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{name} is missing; ./test installs it (npm package azurite).");
    }
}
