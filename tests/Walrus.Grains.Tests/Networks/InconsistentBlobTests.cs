using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Recovery;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Storage.Slivers;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks;

/// <summary>A certified blob that was encoded dishonestly: whoever finds it out proves it, and the whole network drops it (control plane 6.3).</summary>
public sealed class InconsistentBlobTests
{
    private const int Row = 2;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(40_000)]
    [InlineData(20)]
    public async Task The_node_that_cannot_recover_its_sliver_has_the_blob_declared_invalid(int length)
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Silos = 2, Seed = 51 });
        DishonestWriter writer = new(network, Content.Of(length, length), Row);
        await writer.StoreAsync();
        BlobId blob = writer.Blob;
        Assert.True(network.Ledger.Read(machine => machine.IsCertified(blob)));
        CommitteeSnapshot committee = network.Services(0).GetRequiredService<CommitteeDirectory>().Current;
        ShardIndex shard = committee.Parameters.ShardOf(new SliverPairIndex(Row), blob);
        WalrusTestNode victim = network.Nodes.Single(node => $"node-{node.Index}" == committee.HolderOf(shard).Name);
        Assert.True(await victim.Store.DeleteSliverAsync(new SliverKey(blob, shard, Axis.Primary), Test));

        victim.Services.GetRequiredService<NodeHealers>().For(victim.Services.GetRequiredService<LocalNodes>().Get($"node-{victim.Index}")).Add(blob);
        await NodeWatch.EventuallyAsync(
            () => network.Ledger.Read(machine => machine.FindBlob(blob)?.Invalid is not null), "the blob is invalid", () => NodeWatch.Describe(victim, blob));
        await NodeWatch.EventuallyAsync(
            () => network.Nodes.All(node => !node.Store.ContainsMetadata(blob) && node.Store.ListSlivers(blob).Count == 0), "every node dropped it",
            () => string.Join(' ', network.Nodes.Select(node => NodeWatch.Describe(node, blob))));

        Assert.False(network.Ledger.Read(machine => machine.IsCertified(blob)));
        WalrusRequestException gone = await Assert.ThrowsAsync<WalrusRequestException>(() => network.Client.ReadAsync(blob));
        Assert.Equal(HttpStatusCode.NotFound, gone.Code);
        await AssertNeverAcceptedAgainAsync(network, committee, writer);
    }

    [Fact]
    public async Task A_proof_of_an_honest_blob_convinces_nobody()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Silos = 1, Seed = 52 });
        StoredBlob honest = await network.Client.StoreAsync(Content.Of(1, 5_000), epochs: 2);
        StorageNodeClient node = network.Services(0).GetRequiredService<StorageNodeClients>()
            .For(network.Services(0).GetRequiredService<CommitteeDirectory>().Current.Members[0].Url);
        StorageNodeRefusedException refused = await Assert.ThrowsAsync<StorageNodeRefusedException>(
            () => node.PostInconsistencyProofAsync(honest.BlobId, new InconsistencyProof(Axis.Primary, new SliverIndex(1), []), Test));
        Assert.Equal((400, StorageNodeReason.InvalidProof), (refused.HttpStatus, refused.Reason));
        refused = await Assert.ThrowsAsync<StorageNodeRefusedException>(
            () => node.PostInconsistencyProofAsync(new BlobId(new byte[32]), new InconsistencyProof(Axis.Primary, new SliverIndex(1), []), Test));
        Assert.Equal((400, StorageNodeReason.MetadataNotFound), (refused.HttpStatus, refused.Reason));
    }

    private static async Task AssertNeverAcceptedAgainAsync(WalrusNetwork network, CommitteeSnapshot committee, DishonestWriter writer)
    {
        StorageNodeClients clients = network.Services(0).GetRequiredService<StorageNodeClients>();
        foreach (CommitteeMember member in committee.Members)
        {
            StorageNodeClient node = clients.For(member.Url);
            Assert.IsType<BlobStatus.Invalid>(await node.GetBlobStatusAsync(writer.Blob, Test));
            StorageNodeRefusedException refused = await Assert.ThrowsAsync<StorageNodeRefusedException>(
                () => node.PutMetadataAsync(writer.Blob, BcsFormat.ToBytes(writer.Metadata.Metadata), Test));
            Assert.Equal(StorageNodeReason.InvalidBlob, refused.Reason);
        }
    }
}
