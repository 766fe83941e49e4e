using System.Net;
using System.Text;
using Walrus.Client.Http;
using Walrus.Client.Ledger;
using Walrus.Client.Tests.Network;
using Walrus.Core.Identifiers;

namespace Walrus.Client.Tests.Ledger;

/// <summary>Whatever a gateway answers, the client gives a value or a <see cref="LedgerApiException"/>.</summary>
public sealed class LedgerClientTests
{
    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"address\":7}")]
    [InlineData("{\"address\":\"0x1\",\"balance\":\"-1\",\"nonce\":0,\"objects\":[]}")]
    [InlineData("{\"address\":\"0x1\",\"balance\":\"1\",\"nonce\":0.5,\"objects\":[]}")]
    [InlineData("{\"address\":\"0x1\",\"balance\":\"1\",\"nonce\":0,\"objects\":{}}")]
    [InlineData("{\"address\":\"0x1\",\"balance\":\"1\",\"nonce\":0,\"objects\":[{\"id\":\"x\",\"type\":\"blob\"}]}")]
    [InlineData("{\"address\":\"0x1\",\"balance\":\"1\",\"nonce\":0,\"objects\":[],\"after\":\"x\"}")]
    [InlineData("{\"address\":\"\\ud800\"}")]
    public async Task Nonsense_is_an_error_of_the_api(string body)
    {
        LedgerApiException nonsense = await Assert.ThrowsAsync<LedgerApiException>(() => Answering(body).GetAccountAsync(default));
        Assert.Null(nonsense.Code);
        await Assert.ThrowsAsync<LedgerApiException>(() => Answering(body).GetBlockAsync(1));
        await Assert.ThrowsAsync<LedgerApiException>(() => Answering(body).GetProofAsync(default, new Epoch(1)));
    }

    [Fact]
    public async Task What_is_well_formed_is_read()
    {
        LedgerAccount account = await Answering("{\"address\":\"0x1\",\"balance\":\"18446744073709551615\",\"nonce\":3,\"objects\":[{\"id\":\"0x2\",\"type\":\"pool\"}],\"after\":\"0x2\"}").GetAccountAsync(default);
        Assert.Equal((ulong.MaxValue, 3ul, "pool"), (account.Balance, account.Nonce, account.Objects.Single().Type));
        Assert.Equal(account.Objects.Single().Id, account.After);
    }

    [Fact]
    public async Task Refusals_carry_their_reason()
    {
        byte[] envelope = new ErrorEnvelope(ErrorStatus.FailedPrecondition, "EWrongNonce", ErrorDomains.Ledger, "no").ToJsonUtf8();
        LedgerApiException refused = await Assert.ThrowsAsync<LedgerApiException>(() => Answering(Encoding.UTF8.GetString(envelope), HttpStatusCode.BadRequest).GetInfoAsync());
        Assert.Equal((HttpStatusCode.BadRequest, ErrorStatus.FailedPrecondition, "EWrongNonce"), (refused.Code, refused.Status, refused.Reason));
        LedgerApiException plain = await Assert.ThrowsAsync<LedgerApiException>(() => Answering("gone", HttpStatusCode.BadGateway).GetInfoAsync());
        Assert.Equal((HttpStatusCode.BadGateway, null), (plain.Code, plain.Reason));
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        using EndlessStream endless = new();
        await Assert.ThrowsAsync<LedgerApiException>(() => Client(StubHandler.Body(() => endless)).GetBlockAsync(1));
        Assert.True(endless.Taken < 200 << 20);
    }

    [Fact]
    public async Task A_gateway_that_is_away_is_said_to_be_so()
    {
        LedgerClient away = Client(new StubHandler((_, _) => throw new HttpRequestException("refused")));
        Assert.Contains("cannot be reached", (await Assert.ThrowsAsync<LedgerApiException>(() => away.GetInfoAsync())).Message, StringComparison.Ordinal);
    }

    private static LedgerClient Answering(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        Client(StubHandler.Body(() => new MemoryStream(Encoding.UTF8.GetBytes(body)), status: status));

    private static LedgerClient Client(StubHandler handler) => new(new HttpClient(handler) { BaseAddress = new Uri("http://gateway.test") });
}
