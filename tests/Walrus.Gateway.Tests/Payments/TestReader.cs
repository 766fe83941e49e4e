using System.Globalization;
using System.Net.Http.Headers;
using Walrus.Client.Http;
using Walrus.Client.Payments;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Reads;
using Walrus.Testing;

namespace Walrus.Gateway.Tests.Payments;

/// <summary>Somebody who reads and signs vouchers by hand.</summary>
internal sealed class TestReader
{
    private static int _readers;
    private readonly WalrusNetwork _network;

    private TestReader(WalrusNetwork network)
    {
        _network = network;
        byte[] seed = new byte[32];
        BitConverter.TryWriteBytes(seed, 8_000_000 + Interlocked.Increment(ref _readers));
        Account = Ed25519Account.FromSeed(seed);
    }

    public Ed25519Account Account { get; }

    public ReadChannelClient Channels => new(_network.Gateway, Account);

    public ReadChannel Channel => Find() ?? throw new InvalidOperationException("There is no channel.");

    public NetworkId Network => _network.Ledger.Read(static machine => machine.Network);

    public Epoch Epoch => _network.Ledger.Read(static machine => machine.Epoch);

    /// <summary>A new reader with some WAL, and with a channel if it pays anything in.</summary>
    public static async Task<TestReader> StartAsync(WalrusNetwork network, ulong deposit, ulong balance = 1_000_000_000)
    {
        TestReader reader = new(network);
        await network.Holder.PayAsync(reader.Account.Address, balance);
        if (deposit > 0)
            await reader.Channels.DepositAsync(deposit);
        return reader;
    }

    public ReadChannel? Find()
    {
        Address gateway = PaidNetwork.GatewayOf(_network);
        return _network.Ledger.Read(machine => machine.FindChannel(Account.Address, gateway));
    }

    public string Sign(ulong bytes, uint epochs = 5, ObjectId? channel = null, Ed25519Account? key = null, NetworkId? network = null) => VoucherHeader.Format(
        SignedVoucher.Sign(new Voucher(channel ?? Channel.Id, bytes, Epoch.Plus(epochs)), network ?? Network, key ?? Account));

    public async Task<ChannelTerms> TermsAsync() => (await Channels.GetTermsAsync()).Channel!;

    /// <summary>Reads with a voucher; the answer's body, or its refusal.</summary>
    public async Task<(byte[]? Bytes, ErrorEnvelope? Refusal)> ReadAsync(BlobId blob, string? voucher, RangeHeaderValue? range = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/v1/blobs/{blob}"));
        request.Headers.Range = range;
        if (voucher is not null)
            request.Headers.TryAddWithoutValidation(VoucherHeader.Name, voucher);
        using HttpResponseMessage answer = await _network.Gateway.SendAsync(request, TestContext.Current.CancellationToken);
        byte[] body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        if (answer.IsSuccessStatusCode)
            return (body, null);
        Assert.True(ErrorEnvelope.TryParse(body, (int)answer.StatusCode, out ErrorEnvelope? envelope));
        return (null, envelope);
    }

    /// <summary>A read that must be refused, with nothing delivered and nothing promised by it.</summary>
    public async Task<PaymentTerms> RefusedAsync(string reason, BlobId blob, string? voucher, RangeHeaderValue? range = null)
    {
        ChannelTerms? before = (await Channels.GetTermsAsync()).Channel;
        (_, ErrorEnvelope? refusal) = await ReadAsync(blob, voucher, range);
        Assert.Equal((ErrorStatus.PaymentRequired, reason), (refusal?.Status, refusal?.Reason));
        ChannelTerms? after = (await Channels.GetTermsAsync()).Channel;
        Assert.Equal((before?.DeliveredBytes, before?.CoveredBytes), (after?.DeliveredBytes, after?.CoveredBytes));
        return PaymentTerms.Read(refusal!.Metadata);
    }
}
