using System.Net;
using System.Reflection;
using Walrus.Client.Http;
using Walrus.Gateway.Publishing;
using Walrus.Gateway.Tests.Aggregating;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Testing;

namespace Walrus.Gateway.Tests.Publishing;

/// <summary>What the ledger does not take is answered with its reason, never as a failure that says nothing.</summary>
public sealed class LedgerRefusalTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_reason_of_the_ledger_is_named_and_none_is_an_internal_error_without_a_name()
    {
        string[] reasons = [.. typeof(Reason).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetValue(null)!)];
        Assert.True(reasons.Length > 80);
        foreach (string reason in reasons)
        {
            ErrorEnvelope envelope = new LedgerRefusedException(reason).ToEnvelope();
            Assert.Equal((reason, ErrorDomains.Ledger), (envelope.Reason, envelope.Domain));
            Assert.NotEmpty(envelope.Message);
        }
    }

    [Theory]
    [InlineData(Reason.EStorageExceeded, 429, "RESOURCE_EXHAUSTED")]
    [InlineData("RESOURCE_EXHAUSTED", 429, "RESOURCE_EXHAUSTED")]
    [InlineData(Reason.EInsufficientBalance, 400, "FAILED_PRECONDITION")]
    [InlineData(Reason.EInvalidEpochsAhead, 400, "INVALID_ARGUMENT")]
    [InlineData(Reason.ETooFarInFuture, 400, "INVALID_ARGUMENT")]
    [InlineData(Reason.EResourceBounds, 400, "FAILED_PRECONDITION")]
    [InlineData(Reason.EObjectNotFound, 400, "FAILED_PRECONDITION")]
    [InlineData(Reason.ENotOwner, 403, "PERMISSION_DENIED")]
    [InlineData(Reason.EBlobDenied, 451, "UNAVAILABLE_FOR_LEGAL_REASONS")]
    [InlineData(Reason.EExpiredTransaction, 503, "UNAVAILABLE")]
    [InlineData(Reason.EWrongNonce, 503, "UNAVAILABLE")]
    [InlineData(Reason.EIncorrectEpoch, 503, "UNAVAILABLE")]
    [InlineData(Reason.EInvalidSignature, 500, "INTERNAL")]
    public void A_refusal_has_the_class_that_tells_what_to_do(string reason, int code, string status)
    {
        ErrorEnvelope envelope = new LedgerRefusedException(reason).ToEnvelope();
        Assert.Equal((code, status), (envelope.HttpCode, envelope.Status.WireName()));
    }

    [Fact]
    public async Task A_network_that_has_no_space_left_to_sell_says_so()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Seed = 220 });
        // The votes of a quorum make the capacity of the next epoch.
        foreach (WalrusTestNode node in network.Nodes)
            await node.VoteAsync(new NodeVotes(100, 2000, 0, 1));
        await network.Clock.AdvanceEpochsAsync(1, Test);
        await AssertRefusedAsync(network, Reason.EStorageExceeded, HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_publisher_that_is_out_of_funds_says_so()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Seed = 221 });
        // A price that nobody can pay.
        foreach (WalrusTestNode node in network.Nodes)
            await node.VoteAsync(new NodeVotes(100, 4_000_000_000_000_000_000, 0, 1UL << 40));
        await network.Clock.AdvanceEpochsAsync(1, Test);
        await AssertRefusedAsync(network, Reason.EInsufficientBalance, HttpStatusCode.BadRequest);
    }

    private static async Task AssertRefusedAsync(WalrusNetwork network, string reason, HttpStatusCode code)
    {
        using HttpResponseMessage answer = await network.Gateway.PutAsync(new Uri("/v1/blobs?epochs=2", UriKind.Relative), new ByteArrayContent([1, 2, 3]), Test);
        await AggregatorTests.AssertErrorAsync(answer, code, reason);
    }
}
