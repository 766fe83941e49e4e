using System.Text;
using Walrus.Client.Buffers;
using Walrus.Client.StorageNodes;
using Walrus.Client.Tests.Node;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Node;

namespace Walrus.Client.Tests.StorageNodes;

/// <summary>The client against the real endpoints: each call arrives as meant, and each answer comes back.</summary>
public sealed class StorageNodeClientTests : ApiFixture
{
    private static readonly SliverPairIndex Pair = new(3);

    private StorageNodeClient Client => Host.Client(Node, Time);

    [Fact]
    public async Task Reads_bytes()
    {
        using PooledBytes metadata = await Client.GetMetadataAsync(Blob, Test);
        Assert.Equal(Node.Bytes, metadata.Memory.ToArray());
        using PooledBytes sliver = await Client.GetSliverAsync(Blob, Pair, Axis.Secondary, Test);
        Assert.Equal(Node.Bytes, sliver.Memory.ToArray());
        Assert.Equal($"sliver {Blob} 3 {Axis.Secondary}", Node.Asked);
    }

    [Fact]
    public async Task Writes_bytes()
    {
        Node.Outcome = StoreOutcome.AlreadyStored;
        Assert.Equal(StoreOutcome.AlreadyStored, await Client.PutMetadataAsync(Blob, "abc"u8.ToArray(), Test));
        Assert.Equal("abc"u8.ToArray(), Node.Received);
        Node.Outcome = StoreOutcome.Stored;
        Assert.Equal(StoreOutcome.Stored, await Client.PutSliverAsync(Blob, Pair, Axis.Primary, "defg"u8.ToArray(), Test));
        Assert.Equal("defg"u8.ToArray(), Node.Received);
        Assert.Equal($"put sliver {Blob} 3 {Axis.Primary}", Node.Asked);
    }

    [Theory]
    [InlineData(StoredStatus.Stored)]
    [InlineData(StoredStatus.Buffered)]
    [InlineData(StoredStatus.Nonexistent)]
    public async Task Reads_statuses(StoredStatus status)
    {
        Node.Stored = status;
        Assert.Equal(status, await Client.GetMetadataStatusAsync(Blob, Test));
        Assert.Equal(status, await Client.GetSliverStatusAsync(Blob, Pair, Axis.Primary, Test));
    }

    [Theory]
    [MemberData(nameof(StorageNodeAnswersTests.Statuses), MemberType = typeof(StorageNodeAnswersTests), DisableDiscoveryEnumeration = true)]
    public async Task Reads_blob_statuses(BlobStatus status, string json)
    {
        Node.Status = status;
        Assert.NotEmpty(json);
        Assert.Equal(status, await Client.GetBlobStatusAsync(Blob, Test));
    }

    [Fact]
    public async Task Reads_confirmations_and_asks_to_wait()
    {
        SignedMessage signed = await Client.GetConfirmationAsync(Blob, BlobPersistence.Permanent, TimeSpan.Zero, Test);
        Assert.Equal(Node.Signed.SerializedMessage.ToArray(), signed.SerializedMessage.ToArray());
        Assert.Equal(Node.Signed.Signature.ToArray(), signed.Signature.ToArray());
        await Client.GetConfirmationAsync(Blob, BlobPersistence.Deletable(Object), TimeSpan.FromMilliseconds(1250), Test);
        Assert.Equal($"confirm {Blob} {Object}", Node.Asked);
        Assert.Equal(TimeSpan.FromMilliseconds(1250), Node.Waited);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reads_health(bool detailed)
    {
        Node.Health = new NodeHealth(
            TimeSpan.FromSeconds(77), new Epoch(5), new byte[48], "Active", new(3, 1, detailed ? 2ul : null), new(4, 0, 3, 1, 0, 2),
            detailed ? new([new(new(1), ShardHealthStatus.Ready)], [new(new(2), ShardHealthStatus.ReadOnly)]) : null, 9);
        NodeHealth health = await Client.GetHealthAsync(detailed, Test);
        Assert.Equal(Node.Health with { PublicKey = default, ShardDetail = null }, health with { PublicKey = default, ShardDetail = null });
        Assert.Equal(Node.Health.PublicKey.ToArray(), health.PublicKey.ToArray());
        Assert.Equal(Node.Health.ShardDetail?.Owned.AsEnumerable(), health.ShardDetail?.Owned.AsEnumerable());
        Assert.Equal(Node.Health.ShardDetail?.Other.AsEnumerable(), health.ShardDetail?.Other.AsEnumerable());
    }

    [Fact]
    public async Task Refusals_keep_their_reason()
    {
        foreach (StorageNodeReason reason in Enum.GetValues<StorageNodeReason>())
        {
            Node.Failure = new StorageNodeRefusalException(reason, "why");
            var refused = await Assert.ThrowsAsync<StorageNodeRefusedException>(() => Client.GetBlobStatusAsync(Blob, Test));
            Assert.Equal(reason, refused.Reason);
            Assert.Equal("why", refused.Envelope?.Message);
            Assert.Equal(refused.HttpStatus >= 500, refused.IsTransient);
        }
    }

    [Fact]
    public async Task Plain_refusals_are_bare_statuses()
    {
        Node.Bytes = Encoding.UTF8.GetBytes("x");
        var refused = await Assert.ThrowsAsync<StorageNodeRefusedException>(
            () => Client.PutMetadataAsync(Blob, new byte[StorageNodeLimits.OtherBody + 1], Test));
        Assert.Equal((413, StorageNodeReason.Other), (refused.HttpStatus, refused.Reason));
        Assert.Null(refused.Envelope);
    }
}
