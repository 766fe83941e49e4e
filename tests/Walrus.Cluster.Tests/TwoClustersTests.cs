using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Walrus.Client.Founding;
using Walrus.Client.Ledger;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Parameters;
using Walrus.Core.Signatures;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Transactions;
using Walrus.Server.Tests;
using Walrus.Testing;

namespace Walrus.Cluster.Tests;

/// <summary>
/// A node of another cluster, which shares nothing with the first but the genesis file and HTTP, becomes a member of the committee, serves
/// shards, goes and comes back (rulings 24).
/// </summary>
[Trait("Category", "Cluster")]
public sealed class TwoClustersTests : IDisposable
{
    private const string Far = "far-0";
    private const int NearNodes = 4;
    private const int Shards = 100;
    private const ulong Wal = 1_000_000_000;

    // About a sixth of all shards: fewer than may be away.
    private const ulong Stake = 300_000_000_000_000_000;

    private readonly DataFolder _near = new();
    private readonly DataFolder _far = new();
    private readonly ServerPorts _ports = ServerPorts.Find();
    private readonly int _farPort = ServerPorts.FindRow(1);

    [Fact]
    public async Task A_node_of_another_cluster_is_a_member_like_any_other()
    {
        await using ServerProcessHandle near = await ServerProcessHandle.StartAsync(_ports, _near.Path, "--nodes", $"{NearNodes}", "--shards", $"{Shards}");
        LedgerClient ledger = new(near.Gateway);
        Genesis genesis = await ledger.GetGenesisAsync();
        await File.WriteAllBytesAsync(GenesisFile, BcsFormat.ToBytes(genesis));
        byte[] before = Bytes(1);
        BlobId stored = (await new WalrusTestClient(near.Gateway).StoreAsync(before, epochs: 20)).BlobId;

        ServerProcessHandle far = await StartFarAsync();
        await JoinAsync(ledger, NetworkId.Of(genesis));
        await AdvanceAsync(near, epochs: 2);
        LedgerMember member = Assert.Single((await ledger.GetInfoAsync()).Members, static node => node.Name == Far);
        Assert.NotEmpty(member.Shards);
        await UntilAsync(async () => await HoldsAsync(stored, member.Shards));

        byte[] after = Bytes(2);
        BlobId second = (await new WalrusTestClient(near.Gateway).StoreAsync(after, epochs: 20)).BlobId;
        await UntilAsync(async () => await HoldsAsync(second, member.Shards));

        await far.DisposeAsync();
        Assert.Equal(before, await new WalrusTestClient(near.Gateway).ReadAsync(stored));
        BlobId missed = (await new WalrusTestClient(near.Gateway).StoreAsync(Bytes(3), epochs: 20)).BlobId;
        // It is not the near cluster's: nothing there is addressed to it but HTTP requests.
        Assert.DoesNotContain(near.Output, static line => line.Contains("address message", StringComparison.OrdinalIgnoreCase));
        await using ServerProcessHandle again = await StartFarAsync();
        await UntilAsync(async () => await HoldsAsync(missed, member.Shards));
        Assert.Equal(after, await new WalrusTestClient(near.Gateway).ReadAsync(second));
    }

    public void Dispose()
    {
        _near.Dispose();
        _far.Dispose();
    }

    private string GenesisFile => Path.Combine(_far.Path, "genesis.bin");

    private string FarKeys => Path.Combine(_far.Path, "keys");

    private Uri FarUrl => new($"http://127.0.0.1:{_farPort}");

    private Task<ServerProcessHandle> StartFarAsync() => ServerProcessHandle.StartAsync(
        [
            "--roles", "node", "--node-name", Far, "--public-url", FarUrl.ToString().TrimEnd('/'), "--node-base-port", $"{_farPort - NearNodes}",
            "--ledger", $"http://127.0.0.1:{_ports.Gateway}", "--genesis", GenesisFile, "--data", _far.Path,
        ],
        environment: null);

    /// <summary>Registers the node in its own name, and has the development account stake with it.</summary>
    private async Task JoinAsync(LedgerClient ledger, NetworkId network)
    {
        KeyRing keys = new(FarKeys, seed: null);
        using Ed25519Account operatorAccount = keys.Account(Far);
        BlsSecretKey protocol = keys.Protocol(Far);
        using Ed25519Account holder = new KeyRing(Path.Combine(_near.Path, "keys"), seed: null).Account(NetworkFounder.DevelopmentAccount);
        await SubmitAsync(ledger, network, holder, new TransferWal(operatorAccount.Address, Wal));
        Epoch epoch = (await ledger.GetInfoAsync()).Epoch;
        TransactionEffects registered = await SubmitAsync(ledger, network, operatorAccount, new RegisterNode(
            new NodeProfile(Far, FarUrl.ToString().TrimEnd('/'), ReadOnlyMemory<byte>.Empty, NodeMetadata.Empty),
            protocol.PublicKey,
            ProofOfPossession.Prove(protocol, epoch, operatorAccount.Address).Bytes,
            CommissionBp: 0,
            new NodeVotes(GenesisDefaults.StoragePrice, GenesisDefaults.WritePrice, GenesisDefaults.ReadPrice, 1UL << 40)));
        ObjectId node = registered.Events.Select(static item => item.Body).OfType<Walrus.Ledger.Events.NodeRegistered>().Single().Node;
        await SubmitAsync(ledger, network, holder, new StakeWal(node, Stake));
    }

    private static async Task<TransactionEffects> SubmitAsync(LedgerClient ledger, NetworkId network, Ed25519Account account, Command command)
    {
        LedgerInfo info = await ledger.GetInfoAsync();
        ulong nonce = await NonceAsync(ledger, account.Address);
        TransactionEffects effects = await ledger.SubmitAsync(new TransactionBuilder().Add(command).Sign(network, account, nonce, info.Epoch.Plus(1)));
        Assert.Null(effects.Status.AbortReason);
        return effects;
    }

    private static async Task<ulong> NonceAsync(LedgerClient ledger, Address address)
    {
        try
        {
            return (await ledger.GetAccountAsync(address)).Nonce;
        }
        catch (LedgerApiException unknown) when (unknown.Code == HttpStatusCode.NotFound)
        {
            return 0;
        }
    }

    private static async Task AdvanceAsync(ServerProcessHandle near, int epochs)
    {
        using HttpResponseMessage answer = await near.Gateway.PostAsJsonAsync(new Uri("/dev/v1/clock/advance", UriKind.Relative), new { epochs });
        string body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {body}");
    }

    /// <summary>Whether the node holds both slivers of every pair that its shards stand for.</summary>
    private async Task<bool> HoldsAsync(BlobId blob, IReadOnlyCollection<ShardIndex> shards)
    {
        using HttpClient http = new() { BaseAddress = FarUrl };
        RedStuffParameters parameters = new(Shards);
        foreach (ShardIndex shard in shards)
        {
            int pair = parameters.PairOf(shard, blob).Value;
            foreach (string axis in new[] { "primary", "secondary" })
            {
                Uri status = new(string.Create(CultureInfo.InvariantCulture, $"/v1/blobs/{blob}/slivers/{pair}/{axis}/status"), UriKind.Relative);
                // Until it has followed the ledger into the epoch, the node refuses shards that it does not know to be its own.
                using HttpResponseMessage answer = await http.GetAsync(status);
                if (!answer.IsSuccessStatusCode || !(await answer.Content.ReadAsStringAsync()).Contains("stored", StringComparison.Ordinal))
                    return false;
            }
        }

        return true;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(200));
        while (!await holds())
            await look.WaitForNextTickAsync(limit.Token);
    }

    private static byte[] Bytes(int seed)
    {
        byte[] bytes = new byte[50_000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
