using System.Net;
using System.Net.Http.Headers;
using Walrus.Client.Http;
using Walrus.Client.Payments;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Networks;

namespace Walrus.Gateway.Tests.Payments;

[Collection(PaidCollection.Name)]
public sealed class VoucherRefusalTests(PaidFixture fixture)
{
    private const int MiB = PaidNetwork.MiB;

    [Fact]
    public async Task Without_a_voucher_the_answer_is_402_with_the_terms()
    {
        (BlobId blob, _) = await fixture.StoreAsync(3000);
        TestReader reader = await TestReader.StartAsync(fixture.Network, deposit: 0);
        PaymentTerms terms = await reader.RefusedAsync(PaymentReason.VoucherRequired, blob, voucher: null, new RangeHeaderValue(0, 999));
        Assert.Equal(new PaymentTerms(PaidNetwork.GatewayOf(fixture.Network), PaidNetwork.Price, reader.Epoch.Plus(1), 1000, null), terms);
        await reader.RefusedAsync(Reason.EChannelNotFound, blob, reader.Sign(3000, channel: default(ObjectId)));
    }

    [Fact]
    public async Task Headers_and_unchanged_blobs_are_free()
    {
        (BlobId blob, byte[] bytes) = await fixture.StoreAsync(3000);
        using HttpRequestMessage head = new(HttpMethod.Head, $"/v1/blobs/{blob}");
        using HttpResponseMessage headers = await fixture.Network.Gateway.SendAsync(head, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, bytes.Length), (headers.StatusCode, headers.Content.Headers.ContentLength));
        using HttpRequestMessage known = new(HttpMethod.Get, $"/v1/blobs/{blob}");
        known.Headers.TryAddWithoutValidation("If-None-Match", blob.ToString());
        using HttpResponseMessage unchanged = await fixture.Network.Gateway.SendAsync(known, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        (BlobId empty, _) = await fixture.StoreAsync(0);
        TestReader reader = await TestReader.StartAsync(fixture.Network, deposit: 0);
        Assert.Empty((await reader.ReadAsync(empty, null)).Bytes!);
    }

    [Fact]
    public async Task A_voucher_serves_once_and_a_smaller_one_never()
    {
        (BlobId blob, byte[] bytes) = await fixture.StoreAsync(3000);
        TestReader reader = await TestReader.StartAsync(fixture.Network, deposit: 10_000);
        string voucher = reader.Sign(3000);
        Assert.Equal(bytes, (await reader.ReadAsync(blob, voucher)).Bytes);
        PaymentTerms terms = await reader.RefusedAsync(Reason.EVoucherReplayed, blob, voucher);
        Assert.Equal((3000ul, 3000ul, 6000ul), (terms.Channel!.CoveredBytes, terms.Channel.DeliveredBytes, terms.Channel.RequiredBytes));
        await reader.RefusedAsync(Reason.EVoucherShrunken, blob, reader.Sign(2999));
        await PaidNetwork.SettleAsync(fixture.Network);
        Assert.Equal(3000ul, reader.Channel.SettledBytes);
        await reader.RefusedAsync(Reason.EVoucherReplayed, blob, voucher);
        Assert.Equal(bytes, (await reader.ReadAsync(blob, reader.Sign(6000))).Bytes);
    }

    [Fact]
    public async Task A_voucher_must_cover_what_is_read()
    {
        (BlobId blob, byte[] bytes) = await fixture.StoreAsync(5000);
        TestReader reader = await TestReader.StartAsync(fixture.Network, deposit: 10_000);
        PaymentTerms terms = await reader.RefusedAsync(PaymentReason.VoucherInsufficient, blob, reader.Sign(4999));
        Assert.Equal(5000ul, terms.Channel!.RequiredBytes);
        (byte[]? part, _) = await reader.ReadAsync(blob, reader.Sign(100), new RangeHeaderValue(50, 149));
        Assert.Equal(bytes[50..150], part);
        Assert.Equal(100ul, (await reader.TermsAsync()).DeliveredBytes);
    }

    [Fact]
    public async Task Forged_vouchers_are_refused()
    {
        (BlobId blob, _) = await fixture.StoreAsync(3000);
        TestReader reader = await TestReader.StartAsync(fixture.Network, deposit: 10_000);
        TestReader other = await TestReader.StartAsync(fixture.Network, deposit: 10_000);
        await reader.RefusedAsync(Reason.EInvalidVoucher, blob, reader.Sign(3000, network: new NetworkId(default)));
        await reader.RefusedAsync(Reason.EWrongChannel, blob, other.Sign(3000, channel: reader.Channel.Id));
        byte[] altered = Convert.FromBase64String(reader.Sign(3000));
        altered[32] ^= 1;
        await reader.RefusedAsync(Reason.EInvalidVoucher, blob, Convert.ToBase64String(altered));
        using Ed25519Account stranger = Ed25519Account.FromSeed(new byte[32]);
        await reader.RefusedAsync(Reason.EChannelNotFound, blob, reader.Sign(3000, key: stranger));
        foreach (string nonsense in (string[])["x", "AAAA", new string('A', 188), new string('A', 100_000)[..20_000]])
            await reader.RefusedAsync(Reason.EInvalidVoucher, blob, nonsense.Length == 188 ? nonsense[..^4] + "!!!!" : nonsense);
    }

    [Fact]
    public async Task What_the_channel_does_not_hold_and_what_expires_too_soon_is_refused()
    {
        (BlobId blob, byte[] bytes) = await fixture.StoreAsync(2 * MiB + 1);
        TestReader reader = await TestReader.StartAsync(fixture.Network, deposit: 2 * PaidNetwork.Price);
        string voucher = reader.Sign((ulong)bytes.Length);
        PaymentTerms terms = await reader.RefusedAsync(Reason.EChannelOverdrawn, blob, voucher);
        Assert.Equal(2 * PaidNetwork.Price, terms.Channel!.Balance);
        await reader.RefusedAsync(Reason.EVoucherExpired, blob, reader.Sign(MiB, epochs: 0), new RangeHeaderValue(0, MiB - 1));
        await reader.Channels.DepositAsync(PaidNetwork.Price);
        Assert.Equal(bytes, (await reader.ReadAsync(blob, voucher)).Bytes);
    }

    [Fact]
    public async Task A_read_that_fails_is_not_counted()
    {
        (BlobId blob, byte[] bytes) = await fixture.StoreAsync(3000);
        TestReader reader = await TestReader.StartAsync(fixture.Network, deposit: 10_000);
        foreach (Testing.WalrusTestNode node in fixture.Network.Nodes.Take(8))
            await node.StopAsync();
        try
        {
            (_, ErrorEnvelope? refusal) = await reader.ReadAsync(blob, reader.Sign(3000));
            Assert.Equal((ErrorStatus.Unavailable, "BLOB_UNAVAILABLE"), (refusal?.Status, refusal?.Reason));
        }
        finally
        {
            foreach (Testing.WalrusTestNode node in fixture.Network.Nodes.Take(8))
                await node.StartAsync();
        }

        ChannelTerms terms = await reader.TermsAsync();
        Assert.Equal((3000ul, 0ul), (terms.CoveredBytes, terms.DeliveredBytes));
        await PaidNetwork.SettleAsync(fixture.Network);
        Assert.Equal(0ul, reader.Channel.SettledBytes);
        Assert.Equal(bytes, (await reader.ReadAsync(blob, reader.Sign(3001))).Bytes);
    }
}
