using System.Net;
using System.Text;
using Walrus.Client.Http;
using Walrus.Client.Payments;
using Walrus.Client.Tests.Network;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Errors;

namespace Walrus.Client.Tests.Payments;

/// <summary>Gateways that do not give what was paid for, or want more and more.</summary>
public sealed class HostileGatewayTests
{
    private const int MiB = 1 << 20;
    private static readonly BlobId Blob = BlobId.Parse(new string('A', 43));
    private static readonly Ed25519Account Reader = Ed25519Account.FromSeed(new byte[32]);

    [Fact]
    public async Task One_that_never_has_enough_gets_no_more_than_the_limit()
    {
        ulong required = MiB;
        int reads = 0;
        ReadPayer payer = Payer(limit: 50, _ =>
        {
            reads++;
            required += 2 * MiB;
            return Refusal(Reason.EVoucherShrunken, new ChannelTerms(default, 1000, 0, required, required, required + MiB, null));
        });
        await Assert.ThrowsAsync<VoucherRefusedException>(() => payer.ReadAsync(Blob, Stream.Null));
        Assert.Equal(4, reads);
    }

    [Fact]
    public async Task Terms_that_make_no_sense_end_the_read()
    {
        ReadPayer payer = Payer(limit: 50, static _ => Json(HttpStatusCode.PaymentRequired,
            new ErrorEnvelope(ErrorStatus.PaymentRequired, Reason.EVoucherShrunken, ErrorDomains.Daemon, "more").ToJsonUtf8()));
        ReadPaymentException nonsense = await Assert.ThrowsAsync<ReadPaymentException>(() => payer.ReadAsync(Blob, Stream.Null));
        Assert.Contains("make no sense", nonsense.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, 2 * MiB)]
    [InlineData(HttpStatusCode.PartialContent, MiB - 1)]
    [InlineData(HttpStatusCode.PartialContent, MiB + 1)]
    public async Task Something_else_than_the_step_is_not_taken(HttpStatusCode code, int length)
    {
        using MemoryStream read = new();
        ReadPayer payer = Payer(limit: 50, _ => new HttpResponseMessage(code) { Content = new ByteArrayContent(new byte[length]) });
        await Assert.ThrowsAsync<ReadPaymentException>(() => payer.ReadAsync(Blob, read));
        Assert.Equal(0, read.Length);
    }

    [Fact]
    public async Task After_a_refusal_that_lasts_nothing_is_tried_again()
    {
        int reads = 0;
        ReadPayer payer = Payer(limit: 50, _ =>
        {
            reads++;
            return Refusal(Reason.EInvalidVoucher, null);
        });
        VoucherRefusedException refused = await Assert.ThrowsAsync<VoucherRefusedException>(() => payer.ReadAsync(Blob, Stream.Null));
        Assert.Equal((Reason.EInvalidVoucher, 1), (refused.Reason, reads));
    }

    [Fact]
    public void Steps_are_of_whole_MiB()
    {
        using HttpClient http = new();
        Assert.Throws<ArgumentException>(() => new ReadPayer(http, Reader, new ReadPaymentOptions { Limit = 1, StepBytes = 1000 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReadPayer(http, Reader, new ReadPaymentOptions { Limit = 1, StepBytes = 0 }));
    }

    private static HttpResponseMessage Refusal(string reason, ChannelTerms? channel) => Json(HttpStatusCode.PaymentRequired,
        new ErrorEnvelope(ErrorStatus.PaymentRequired, reason, ErrorDomains.Daemon, "more") { Metadata = new PaymentTerms(Reader.Address, 10, new Epoch(2), MiB, channel).ToMetadata() }.ToJsonUtf8());

    private static HttpResponseMessage Json(HttpStatusCode code, byte[] body) => new(code) { Content = new ByteArrayContent(body) };

    private static ReadPayer Payer(ulong limit, Func<HttpRequestMessage, HttpResponseMessage> read)
    {
        string zero = $"0x{new string('0', 64)}";
        string channel = $$$"""{"gateway":"{{{zero}}}","readPricePerMib":"10","leastExpiry":2,"channel":{"id":"{{{zero}}}","balance":"1000","settledBytes":"0","coveredBytes":"0","deliveredBytes":"0","withdrawableFrom":null}}""";
        string info = $$$"""{"networkId":"{{{zero}}}","epoch":1,"epochState":"ChangeDone","nShards":10,"maxEpochsAhead":53,"prices":{"storagePricePerUnit":"1","writePricePerUnit":"1"},"head":{"height":1},"committee":{"members":[]}}""";
        StubHandler handler = new((request, _) => Task.FromResult(request.RequestUri!.AbsolutePath switch
        {
            "/v1/ledger/info" => Json(HttpStatusCode.OK, Encoding.UTF8.GetBytes(info)),
            ['/', 'v', '1', '/', 'r', ..] => Json(HttpStatusCode.OK, Encoding.UTF8.GetBytes(channel)),
            _ when request.Method == HttpMethod.Head => new HttpResponseMessage { Content = new ByteArrayContent(new byte[2 * MiB]) },
            _ => read(request),
        }));
        return new ReadPayer(new HttpClient(handler) { BaseAddress = new Uri("http://gateway.test") }, Reader, new ReadPaymentOptions { Limit = limit, StepBytes = MiB });
    }
}
