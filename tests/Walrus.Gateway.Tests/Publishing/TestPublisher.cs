using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Client.Buffers;
using Walrus.Client.StorageNodes;
using Walrus.Client.Work;
using Walrus.Client.Writing;
using Walrus.Core.Encoding;
using Walrus.Core.Parameters;
using Walrus.Gateway.Publishing;
using Walrus.Grains.Contracts.Blobs;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Transactions;
using Walrus.Testing;

namespace Walrus.Gateway.Tests.Publishing;

/// <summary>A publisher over a network, into whose every step a test can look.</summary>
internal sealed class TestPublisher
{
    private readonly WalrusNetwork _network;
    private readonly Publisher _publisher;

    public TestPublisher(WalrusNetwork network, Func<HttpRequestMessage, Task<HttpResponseMessage?>>? look = null, BlobUploaderOptions? options = null)
    {
        _network = network;
        IServiceProvider services = network.Services(0);
        IGrainFactory grains = services.GetRequiredService<IGrainFactory>();
        CommitteeDirectory committees = services.GetRequiredService<CommitteeDirectory>();
        BoundedWork work = services.GetRequiredService<BoundedWork>();
        Account = services.GetRequiredService<GatewayOptions>().Account;
        WatchedConnector way = new(services.GetRequiredService<IStorageNodeConnector>(), look ?? (static _ => Task.FromResult<HttpResponseMessage?>(null)));
        BlobUploader uploader = new(
            new StorageNodeClients(way, new RedStuffParameters(network.Genesis.Shards), TimeProvider.System),
            new MemoryBudget(64 << 20, TimeProvider.System),
            work,
            TimeProvider.System,
            options);
        _publisher = new Publisher(
            id => Blob ??= new WatchedBlob(grains.GetGrain<IBlobGrain>(id.ToString())) { BeforeCertificate = BeforeCertificate, AlsoLagging = AlsoLagging },
            network.Ledger,
            committees,
            services.GetRequiredService<AccountSubmitters>().For(Account),
            uploader,
            TimeProvider.System,
            NullLogger<Publisher>.Instance);
    }

    /// <summary>Has the account that pays send a command.</summary>
    public Task<TransactionEffects> SubmitAsync(Command command)
    {
        TransactionBuilder commands = new();
        commands.Add(command);
        return _network.Services(0).GetRequiredService<AccountSubmitters>().For(Account).SubmitAsync(commands, TestContext.Current.CancellationToken);
    }

    /// <summary>Who pays.</summary>
    public Ed25519Account Account { get; }

    public Func<Task>? BeforeCertificate { get; init; }

    /// <summary>Names of nodes that are said to lag beside those that do.</summary>
    public string[] AlsoLagging { get; init; } = [];

    /// <summary>The grain of the blob that was stored.</summary>
    public WatchedBlob? Blob { get; private set; }

    public ulong Balance => _network.Ledger.Read(machine => machine.FindAccount(Account.Address)!.Balance);

    public Task<Gateway.Publishing.StoreOutcome> StoreAsync(byte[] bytes, uint epochs = 5, bool permanent = false, bool reuse = false) => _publisher.StoreAsync(
        new MemoryBlobSource(bytes),
        StoreRequest.Parse(new Microsoft.AspNetCore.Http.QueryCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>
        {
            ["epochs"] = $"{epochs}",
            ["permanent"] = permanent ? "true" : "false",
            ["reuse_resources"] = reuse ? "true" : "false",
        })),
        TestContext.Current.CancellationToken);
}
