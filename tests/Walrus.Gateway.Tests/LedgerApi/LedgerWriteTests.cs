using System.Net;
using System.Text;
using System.Text.Json;
using Walrus.Client.Ledger;
using Walrus.Core.Bcs;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Transactions;

namespace Walrus.Gateway.Tests.LedgerApi;

[Collection(GatewayCollection.Name)]
public sealed class LedgerWriteTests(GatewayFixture fixture)
{
    private const string Submit = "/v1/ledger/transactions";
    private const string Simulate = "/v1/ledger/simulate";

    [Fact]
    public async Task The_same_transaction_twice_is_applied_once_and_answered_the_same()
    {
        LedgerSession session = await LedgerSession.StartAsync(fixture, balance: 1000);
        SignedTransaction burn = session.Sign(0, new BurnWal(100));
        string first = await SubmitJsonAsync(session, burn);
        string second = await SubmitJsonAsync(session, burn);
        TransactionEffects third = await session.Ledger.SubmitAsync(burn);
        Assert.Equal(first, second);
        Assert.Equal(third.Digest.ToString(), JsonDocument.Parse(first).RootElement.GetProperty("digest").GetString());
        Assert.Equal("100", JsonDocument.Parse(first).RootElement.GetProperty("cost").GetProperty("other").GetString());
        Assert.Equal(900ul, (await session.Ledger.GetAccountAsync(session.Account.Address)).Balance);
    }

    [Fact]
    public async Task What_aborts_is_in_a_block_and_says_why()
    {
        LedgerSession session = await LedgerSession.StartAsync(fixture, balance: 10);
        TransactionEffects effects = await session.Ledger.SubmitAsync(session.Sign(0, new BurnWal(11)));
        Assert.Equal("EInsufficientBalance", effects.Status.AbortReason);
        Assert.Equal(1ul, (await session.Ledger.GetAccountAsync(session.Account.Address)).Nonce);
    }

    [Fact]
    public async Task What_is_refused_is_in_no_block()
    {
        LedgerSession session = await LedgerSession.StartAsync(fixture, balance: 1000);
        byte[] forged = session.Sign(0, new BurnWal(1)).ToBytes();
        forged[^1] ^= 1;
        await LedgerSession.AssertRefusedAsync(session.PostAsync(Submit, forged, "application/octet-stream"), HttpStatusCode.BadRequest, "EInvalidSignature");
        await session.Ledger.SubmitAsync(session.Sign(0, new BurnWal(1)));
        LedgerApiException nonce = await Assert.ThrowsAsync<LedgerApiException>(() => session.Ledger.SubmitAsync(session.Sign(0, new BurnWal(2))));
        Assert.Equal("EWrongNonce", nonce.Reason);
        await LedgerSession.AssertRefusedAsync(session.PostAsync(Submit, [1, 2, 3], "application/octet-stream"), HttpStatusCode.BadRequest, "EMalformedTransaction");
        await LedgerSession.AssertRefusedAsync(session.PostAsync(Submit, new byte[140_000], "application/octet-stream"), HttpStatusCode.Forbidden, "ETransactionTooLarge");
        await LedgerSession.AssertRefusedAsync(session.PostAsync(Submit, Encoding.UTF8.GetBytes("{\"transaction\":7}"), "application/json"), HttpStatusCode.BadRequest, "INVALID_REQUEST");
        await LedgerSession.AssertRefusedAsync(session.PostAsync(Submit, Encoding.UTF8.GetBytes("{"), "application/json"), HttpStatusCode.BadRequest, "INVALID_REQUEST");
        await LedgerSession.AssertRefusedAsync(session.PostAsync(Submit, [], "text/plain"), HttpStatusCode.BadRequest, "INVALID_REQUEST");
    }

    [Fact]
    public async Task Simulation_tells_the_cost_and_changes_nothing()
    {
        LedgerSession session = await LedgerSession.StartAsync(fixture, balance: 1_000_000);
        Transaction reserve = session.Unsigned(0, new ReserveSpace(1 << 20, 3));
        TransactionEffects would = await session.Ledger.SimulateAsync(reserve);
        Assert.Equal(300ul, would.Cost.Storage);
        using HttpResponseMessage signed = await session.PostAsync(Simulate, session.Account.Sign(reserve).ToBytes(), "application/octet-stream");
        Assert.Equal("300", JsonDocument.Parse(await signed.Content.ReadAsStringAsync()).RootElement.GetProperty("cost").GetProperty("storage").GetString());
        LedgerAccount account = await session.Ledger.GetAccountAsync(session.Account.Address);
        Assert.Equal((1_000_000ul, 0ul, 0), (account.Balance, account.Nonce, account.Objects.Length));
        TransactionEffects done = await session.Ledger.SubmitAsync(session.Account.Sign(reserve));
        Assert.Equal(would.Cost, done.Cost);
        await LedgerSession.AssertRefusedAsync(session.PostAsync(Simulate, [9], "application/octet-stream"), HttpStatusCode.BadRequest, "EMalformedTransaction");
    }

    private static async Task<string> SubmitJsonAsync(LedgerSession session, SignedTransaction transaction)
    {
        byte[] body = Encoding.UTF8.GetBytes($"{{\"transaction\":\"{Convert.ToBase64String(BcsFormat.ToBytes(transaction))}\"}}");
        using HttpResponseMessage answer = await session.PostAsync(Submit, body, "application/json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
