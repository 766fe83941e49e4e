using Azure.Identity;
using Azure.Storage.Blobs;
using Walrus.Hosting.Options;
using Walrus.Storage.Journals;
using Walrus.Storage.Slivers;

namespace Walrus.Hosting.Process;

/// <summary>Makes the journal and the sliver stores of the kinds that the options name.</summary>
internal sealed class StorageFactory(ServerOptions options)
{
    private const string LedgerContainer = "walrus-ledger";
    private const string SliverContainer = "walrus-slivers";

    /// <summary>The journal, not opened yet.</summary>
    /// <exception cref="OptionException">A connection string is not of its form.</exception>
    public ILedgerJournal CreateJournal() => options.Journal switch
    {
        StorageKind.Local => new LocalLedgerJournal(Path.Combine(options.DataFolder!, "ledger")),
        StorageKind.Postgres => Connect(ServerOptions.PostgresName, () => new PostgresLedgerJournal(options.PostgresConnection!)),
        StorageKind.Azure => new AzureLedgerJournal(Container(LedgerContainer)),
        _ => new MemoryLedgerJournal(),
    };

    /// <summary>The sliver store of a node.</summary>
    /// <exception cref="OptionException">A connection string is not of its form.</exception>
    public async ValueTask<ISliverStore> OpenSliversAsync(string node, CancellationToken cancellation) => options.Slivers switch
    {
        StorageKind.Local => await EmbeddedSliverStore.OpenAsync(
            Path.Combine(options.DataFolder!, "slivers", node), cancellationToken: cancellation),
        StorageKind.Azure => await AzureSliverStore.OpenAsync(Container(SliverContainer), node + "/", cancellationToken: cancellation),
        _ => new MemorySliverStore(),
    };

    /// <summary>In the cloud the connection string is a bare address, and the process's identity opens it.</summary>
    private BlobContainerClient Container(string name) => Connect(ServerOptions.AzureName, () =>
    {
        string text = options.AzureConnection!;
        bool isAddress = Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme.StartsWith("http", StringComparison.Ordinal);
        BlobServiceClient service = isAddress ? new(address, new DefaultAzureCredential()) : new(text);
        return service.GetBlobContainerClient(name);
    });

    private static T Connect<T>(string name, Func<T> connect)
    {
        try
        {
            return connect();
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // Its text may hold a password.
            throw new OptionException($"ConnectionStrings:{name} is not a connection string that can be read.");
        }
    }
}
