using System.Net;
using Walrus.Client.Writing;
using Walrus.Testing;

namespace Walrus.Gateway.Tests.Publishing;

/// <summary>Storage nodes that take no more: who writes hears of it as soon as it is certain.</summary>
[Collection(GatewayCollection.Name)]
public sealed class FullNetworkTests(GatewayFixture fixture)
{
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Full_disks_of_too_many_nodes_end_an_upload_at_once()
    {
        TestPublisher publisher = new(fixture.Network, static request => Task.FromResult(IsSliverOfFirst(request, 4) ? WatchedConnector.Unwritable() : null));
        InsufficientConfirmationsException failure = await FailsWithinAsync(publisher, Prompt);
        Assert.Contains("takes no writes", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.ConfirmedWeight <= 6);
    }

    [Fact]
    public async Task Full_disks_of_a_few_nodes_do_no_harm()
    {
        TestPublisher publisher = new(fixture.Network, static request => Task.FromResult(IsSliverOfFirst(request, 3) ? WatchedConnector.Unwritable() : null));
        byte[] bytes = GatewayFixture.Bytes(32, 9_000);
        StoredBlob stored = new(Assert.IsType<Gateway.Publishing.StoreOutcome.NewlyCreated>(await publisher.StoreAsync(bytes)).Blob.Blob, null, default);
        Assert.Equal(bytes, await fixture.Network.Client.ReadAsync(stored.BlobId));
    }

    [Fact]
    public async Task Nodes_that_fail_again_and_again_are_not_waited_for_until_the_deadline()
    {
        // Metadata are always taken: each attempt begins well, and ends as the one before.
        BlobUploaderOptions options = new() { RecoveryWait = TimeSpan.FromSeconds(1), FirstPause = TimeSpan.FromMilliseconds(10), LongestPause = TimeSpan.FromMilliseconds(50) };
        TestPublisher publisher = new(
            fixture.Network, static request => Task.FromResult(IsSliverOfFirst(request, 4) ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : null), options);
        await FailsWithinAsync(publisher, Prompt);
    }

    private static async Task<InsufficientConfirmationsException> FailsWithinAsync(TestPublisher publisher, TimeSpan limit)
    {
        long start = TimeProvider.System.GetTimestamp();
        InsufficientConfirmationsException failure = await Assert.ThrowsAsync<InsufficientConfirmationsException>(
            () => publisher.StoreAsync(GatewayFixture.Bytes(31, 9_000)));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, limit);
        return failure;
    }

    private static bool IsSliverOfFirst(HttpRequestMessage request, int nodes) =>
        request.Method == HttpMethod.Put
        && request.RequestUri!.AbsolutePath.Contains("/slivers/", StringComparison.Ordinal)
        && Enumerable.Range(0, nodes).Any(node => request.RequestUri.Host == $"node-{node}.test");
}
