using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Storage.Slivers;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks;

/// <summary>A shard's slivers go to its owner in the current committee, in order, page by page, and to nobody else (HTTP interfaces 7.8).</summary>
public sealed class ShardSyncTests(ShardSyncTests.SecondEpoch fixture) : IClassFixture<ShardSyncTests.SecondEpoch>
{
    private static readonly BlobId First = new(new byte[32]);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private WalrusNetwork Network => fixture.Network;

    private CommitteeSnapshot Committee => Network.Services(0).GetRequiredService<CommitteeDirectory>().Current;

    [Theory]
    [InlineData(Axis.Primary, 1000)]
    [InlineData(Axis.Secondary, 2)]
    [InlineData(Axis.Primary, 1)]
    public async Task Pages_give_every_sliver_of_older_blobs_once_and_in_order(Axis axis, int count)
    {
        CommitteeMember owner = Committee.Members[3];
        ShardIndex shard = owner.Shards[0];
        ISliverStore store = Node(owner).Store;
        List<BlobId> blobs = [];
        BlobId start = First;
        while (await SyncAsync(owner, new SyncShardRequest(shard, axis, start, (ulong)count, Committee.Epoch), Node(owner).ProtocolKey, async (sliver, token) =>
        {
            using System.Buffers.IMemoryOwner<byte>? stored = await store.ReadSliverAsync(new SliverKey(sliver.Blob, shard, axis), token);
            Assert.Equal(stored!.Memory.ToArray(), sliver.Body.Memory.ToArray());
            blobs.Add(sliver.Blob);
        }) is var taken and > 0)
        {
            Assert.InRange(taken, 1, count);
            start = After(blobs[^1]);
        }

        Assert.Equal(fixture.Old.Order(), blobs);
        Assert.True(store.ContainsSliver(new SliverKey(fixture.Fresh, shard, axis)));
    }

    [Fact]
    public async Task Whoever_may_not_ask_is_refused()
    {
        CommitteeMember owner = Committee.Members[3], stranger = Committee.Members[4];
        BlsSecretKey key = Node(owner).ProtocolKey, wrong = Node(stranger).ProtocolKey;
        SyncShardRequest good = new(owner.Shards[0], Axis.Primary, First, 10, Committee.Epoch);
        await AssertRefusedAsync(StorageNodeReason.RequestUnauthorized, 403, owner, good, wrong);
        await AssertRefusedAsync(StorageNodeReason.RequestUnauthorized, 403, owner, good with { Shard = new ShardIndex(500) }, key);
        await AssertRefusedAsync(StorageNodeReason.SliverCountExceedsLimit, 400, owner, good with { SliverCount = 1001 }, key);
        await AssertRefusedAsync(StorageNodeReason.ShardNotAssigned, 400, stranger, good, key);
        StorageNodeRefusedException epoch = await AssertRefusedAsync(StorageNodeReason.InvalidEpoch, 400, owner, good with { Epoch = new Epoch(1) }, key);
        Assert.Equal("1", epoch.Envelope!.Metadata["request_epoch"]);
        Assert.Equal("2", epoch.Envelope.Metadata["server_epoch"]);
        SignedMessage forged = new(SignedMessage.Sign(key, good.Epoch, good).SerializedMessage, SignedMessage.Sign(wrong, good.Epoch, good).Signature);
        StorageNodeRefusedException refused = await Assert.ThrowsAsync<StorageNodeRefusedException>(
            () => Client(owner).SyncShardAsync(forged, key.PublicKey, static (_, _) => ValueTask.CompletedTask, Test));
        Assert.Equal(StorageNodeReason.MessageVerificationFailed, refused.Reason);
    }

    private async Task<StorageNodeRefusedException> AssertRefusedAsync(
        StorageNodeReason reason, int code, CommitteeMember asked, SyncShardRequest request, BlsSecretKey key)
    {
        StorageNodeRefusedException refused = await Assert.ThrowsAsync<StorageNodeRefusedException>(
            () => SyncAsync(asked, request, key, static (_, _) => ValueTask.CompletedTask));
        Assert.Equal((reason, code), (refused.Reason, refused.HttpStatus));
        return refused;
    }

    private async Task<int> SyncAsync(
        CommitteeMember asked, SyncShardRequest request, BlsSecretKey key, Func<SyncedSliver, CancellationToken, ValueTask> take) =>
        await Client(asked).SyncShardAsync(
            SignedMessage.Sign(key, request.Epoch, request), key.PublicKey,
            async (sliver, token) =>
            {
                using (sliver)
                    await take(sliver, token);
            },
            Test);

    private StorageNodeClient Client(CommitteeMember member) => Network.Services(0).GetRequiredService<StorageNodeClients>().For(member.Url);

    private LocalNode Node(CommitteeMember member) => Network.Services(0).GetRequiredService<LocalNodes>().Get(member.Name);

    private static BlobId After(BlobId blob)
    {
        byte[] bytes = blob.Bytes.ToArray();
        int last = Array.FindLastIndex(bytes, static value => value != byte.MaxValue);
        bytes[last]++;
        bytes.AsSpan(last + 1).Clear();
        return new BlobId(bytes);
    }

    /// <summary>A network in its second epoch, with blobs of the first and one of the second.</summary>
    public sealed class SecondEpoch : IAsyncLifetime
    {
        public WalrusNetwork Network { get; private set; } = null!;

        public IReadOnlyList<BlobId> Old { get; private set; } = [];

        public BlobId Fresh { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Silos = 1, Seed = 71 });
            List<BlobId> old = [];
            for (int i = 0; i < 5; i++)
                old.Add((await Network.Client.StoreAsync(Content.Of(700 + i, 1_000 + 5_000 * i), epochs: 5)).BlobId);
            await Network.Clock.AdvanceEpochsAsync(1, default);
            Old = old;
            Fresh = (await Network.Client.StoreAsync(Content.Of(799, 2_000), epochs: 5)).BlobId;
        }

        public async ValueTask DisposeAsync() => await Network.DisposeAsync();
    }
}
