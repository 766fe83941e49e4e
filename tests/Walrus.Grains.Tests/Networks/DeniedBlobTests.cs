using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Grains.Nodes;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Networks;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks;

/// <summary>A blob that is denied network-wide is dropped by every node, and forbidden to who asks for it (control plane 1.10).</summary>
public sealed class DeniedBlobTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_drop_a_denied_blob_and_forbid_it()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Silos = 1, Seed = 46 });
        await ActivateAsync(network);
        IReadOnlyList<StoredBlob> blobs = await NodeWatch.StoreAsync(network, 5_000, 5_001);
        BlobId denied = blobs[0].BlobId;
        await network.Holder.SubmitAsync(new DeleteDeniedBlob(Certify(network, denied)));
        await network.Ledger.CatchUpAsync(Test);

        for (int index = 0; index < 10; index++)
        {
            StorageNodeClient node = NodeWatch.Client(network, index);
            SliverPairIndex pair = NodeWatch.Committee(network).PairsOf(NodeWatch.Member(network, index), denied).First();
            await AssertForbiddenAsync(() => node.GetMetadataAsync(denied, Test));
            await AssertForbiddenAsync(() => node.GetSliverAsync(denied, pair, Axis.Primary, Test));
            await AssertForbiddenAsync(() => node.GetRecoverySymbolsAsync(denied, new SymbolFilter.Target(Axis.Primary, new SliverIndex(1), null), 100, Test));
            Assert.IsType<BlobStatus.Nonexistent>(await node.GetBlobStatusAsync(denied, Test));
        }

        await NodeWatch.EventuallyAsync(
            () => network.Nodes.All(node => !node.Store.ContainsMetadata(denied) && node.Store.ListSlivers(denied).Count == 0), "every node dropped it");
        Assert.Equal(Content.Of(5_001, 5_001), await network.Client.ReadAsync(blobs[1].BlobId));
    }

    /// <summary>The network votes that denied blobs end.</summary>
    private static async Task ActivateAsync(WalrusNetwork network)
    {
        Epoch earliest = network.Clock.Read().Epoch.Plus(2);
        await network.Nodes[0].SubmitAsync(new ProposeChange(network.Nodes[0].Id, new GovernedChange.Activate(Feature.DeniedBlobsEnd), earliest));
        ObjectId proposal = network.Ledger.Read(static machine => machine.Proposals().Single().Id);
        foreach (WalrusTestNode node in network.Nodes)
            await node.SubmitAsync(new VoteOnChange(node.Id, proposal, Support: true));
        await network.Clock.AdvanceEpochsAsync(2, Test);
        Assert.True(network.Ledger.Read(static machine => machine.IsActive(Feature.DeniedBlobsEnd)));
    }

    private static Certificate Certify(WalrusNetwork network, BlobId blob)
    {
        CommitteeSnapshot committee = NodeWatch.Committee(network);
        DenyListedBlobDeletedMessage message = new(blob);
        ConfirmationAggregator collected = new(committee.Certifying, new ProtocolMessage(committee.Epoch, message));
        LocalNodes nodes = network.Services(0).GetRequiredService<LocalNodes>();
        for (ushort member = 0; member < 4; member++)
            collected.Add(member, SignedMessage.Sign(nodes.Get(committee.Members[member].Name).ProtocolKey, committee.Epoch, message));
        return collected.TryCertify()!.ForLedger(committee.Members.Length);
    }

    private static async Task AssertForbiddenAsync(Func<Task> ask)
    {
        StorageNodeRefusedException refused = await Assert.ThrowsAsync<StorageNodeRefusedException>(ask);
        Assert.Equal((451, StorageNodeReason.ForbiddenBlob), (refused.HttpStatus, refused.Reason));
    }
}
