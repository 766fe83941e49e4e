using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Ledger;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Transactions;

namespace Walrus.Gateway.Tests.LedgerApi;

/// <summary>A new account with some WAL on the shared network, and what tests ask the ledger API with.</summary>
internal sealed class LedgerSession
{
    private static int _accounts;
    private readonly GatewayFixture _fixture;

    private LedgerSession(GatewayFixture fixture)
    {
        _fixture = fixture;
        byte[] seed = new byte[32];
        BitConverter.TryWriteBytes(seed, 7_000_000 + Interlocked.Increment(ref _accounts));
        Account = Ed25519Account.FromSeed(seed);
        Ledger = new LedgerClient(fixture.Http);
    }

    public Ed25519Account Account { get; }

    public LedgerClient Ledger { get; }

    public LedgerReplica Replica => _fixture.Network.Ledger;

    public ulong Height => Replica.Read(static machine => machine.Head.Height);

    public static async Task<LedgerSession> StartAsync(GatewayFixture fixture, ulong balance = 1_000_000_000_000)
    {
        LedgerSession session = new(fixture);
        AccountSubmitters submitters = fixture.Network.Services(0).GetRequiredService<AccountSubmitters>();
        await submitters.Operator.SubmitAsync(new TransactionBuilder().Add(new TransferWal(session.Account.Address, balance)));
        return session;
    }

    public SignedTransaction Sign(ulong nonce, params IEnumerable<Command> commands) => Account.Sign(Unsigned(nonce, commands));

    public Transaction Unsigned(ulong nonce, params IEnumerable<Command> commands) => Replica.Read(machine =>
        new Transaction(machine.Network, Account.Address, nonce, machine.Epoch.Plus(1), commands));

    /// <summary>Blocks in which nothing happens.</summary>
    public async Task MakeBlocksAsync(int count)
    {
        ILedgerGrain orderer = _fixture.Network.Services(0).GetRequiredService<IGrainFactory>().GetGrain<ILedgerGrain>(0);
        for (int i = 0; i < count; i++)
            await orderer.AdvanceClockAsync(TimeSpan.Zero);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _fixture.Http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<JsonElement> JsonAsync(string path)
    {
        using HttpResponseMessage answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(ulong.Parse(answer.Headers.GetValues("X-Walrus-Height").Single(), System.Globalization.CultureInfo.InvariantCulture) > 0);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    public Task<HttpResponseMessage> PostAsync(string path, byte[] body, string type)
    {
        ByteArrayContent content = new(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return _fixture.Http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public static async Task AssertRefusedAsync(Task<HttpResponseMessage> request, HttpStatusCode code, string reason)
    {
        using HttpResponseMessage answer = await request;
        string body = await answer.Content.ReadAsStringAsync();
        Assert.True(code == answer.StatusCode, body);
        JsonElement info = JsonDocument.Parse(body).RootElement.GetProperty("error").GetProperty("details")[0];
        Assert.Equal(reason, info.GetProperty("reason").GetString());
        Assert.Equal("ledger.walrus.cloud", info.GetProperty("domain").GetString());
        Assert.True(answer.Headers.Contains("X-Walrus-Height"));
    }
}
