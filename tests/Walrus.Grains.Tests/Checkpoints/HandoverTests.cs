using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Client.Ledger;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Nodes;
using Walrus.Grains.Tests.Networks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Proofs;
using Walrus.Storage.Checkpoints;
using Walrus.Storage.Snapshots;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Checkpoints;

public sealed class HandoverTests
{
    private const int Turns = 3;
    private static readonly Epoch[] Ended = [.. Enumerable.Range(1, Turns).Select(static epoch => new Epoch((uint)epoch))];

    [Fact]
    public async Task A_process_that_stopped_right_after_changes_of_epoch_gathers_their_hand_overs_when_it_starts_again()
    {
        await using WalrusNetwork network = await StartAsync(seed: 41);
        MemoryLedgerSnapshots snapshots = new();
        MemoryCheckpointStore store = new();
        await using (FollowingProcess first = await FollowingProcess.StartAsync(network, snapshots, store))
            Assert.Equal(Ended, first.Replica.Headers.OpenTurns().Select(static turn => turn.Header.Epoch));
        Assert.Empty(store.ListHandovers());

        await using FollowingProcess second = await FollowingProcess.StartAsync(network, snapshots, store);
        Assert.True(second.Replica.Executed < second.Replica.Position);
        Assert.Equal(Ended, second.Replica.Headers.OpenTurns().Select(static turn => turn.Header.Epoch));
        await second.KeepAsync(network.Services(0).GetRequiredService<ICheckpointSource>());
        await second.SettleAsync();
        await RequireChainAsync(network, store);
    }

    [Fact]
    public async Task A_snapshot_that_skips_a_hand_over_which_is_not_kept_is_passed_over()
    {
        await using WalrusNetwork network = await StartAsync(seed: 42);
        MemoryLedgerSnapshots snapshots = new();
        await using (FollowingProcess first = await FollowingProcess.StartAsync(network, snapshots, new MemoryCheckpointStore()))
        {
            await first.KeepAsync(network.Services(0).GetRequiredService<ICheckpointSource>());
            await first.SettleAsync();
        }

        // The folder of the signatures is gone.
        await using FollowingProcess second = await FollowingProcess.StartAsync(network, snapshots, new MemoryCheckpointStore());
        Assert.Equal(Ended, second.Replica.Headers.OpenTurns().Select(static turn => turn.Header.Epoch));
        Assert.Equal(second.Replica.Position, second.Replica.Executed);
    }

    [Fact]
    public async Task A_node_signs_what_it_once_handed_over_and_no_other_block_from_before_its_start()
    {
        await using WalrusNetwork network = await StartAsync(seed: 43);
        MemoryLedgerSnapshots snapshots = new();
        MemoryCheckpointStore store = new();
        EpochTurn turn;
        await using (FollowingProcess first = await FollowingProcess.StartAsync(network, snapshots, store))
        {
            turn = first.Replica.Headers.FindOpenTurn(new Epoch(2))!;
            await first.KeepAsync(network.Services(0).GetRequiredService<ICheckpointSource>());
            await first.SettleAsync();
        }

        await using FollowingProcess second = await FollowingProcess.StartAsync(network, snapshots, store);
        CheckpointSigner signer = new(second.Replica, second.Archive, store, second.Guard, second.Clock);
        LocalNode node = network.Services(0).GetRequiredService<LocalNodes>().All[0];
        byte[] signed = (await signer.SignAsync(node, turn.Header.Height))!;
        Assert.Equal(Checkpoint.MessageOf(turn.Header).ToBytes(), BcsFormat.FromBytes<SignedMessage>(signed).SerializedMessage.ToArray());
        Assert.Null(second.Replica.Headers.Find(turn.Header.Height - 1));
        Assert.Null(await signer.SignAsync(node, turn.Header.Height - 1));
    }

    [Fact]
    public async Task A_cluster_that_follows_another_takes_the_signatures_from_its_gateway()
    {
        await using WalrusNetwork network = await StartAsync(seed: 44);
        StoredBlob blob = await network.Client.StoreAsync(Content.Of(1, 500), epochs: 3);
        LedgerClient gateway = new(network.Gateway);
        MemoryCheckpointStore store = new();
        await using FollowingProcess follower = await FollowingProcess.StartAsync(network, new MemoryLedgerSnapshots(), store);
        CheckpointKeeper keeper = await follower.KeepAsync(new RemoteCheckpoints(gateway, NullLogger<RemoteCheckpoints>.Instance));
        await follower.SettleAsync();
        await RequireChainAsync(network, store);

        using AvailabilityProver prover = new(follower.Replica, keeper, follower.Clock, new RemoteProofs(gateway, keeper));
        AvailabilityProof proof = await prover.ProveAsync(blob.BlobId, new Epoch(1));
        AvailabilityVerifier verifier = new(network.Genesis.ComputeNetworkId(), CommitteeRoster.First(network.Genesis), new CertificateVerifier());
        Assert.Equal(new Epoch(Turns + 1), verifier.RequireCertified(proof, blob.BlobId).Statement.Epoch);
        Assert.True(keeper.Newest!.Header.Height >= proof.Checkpoint.Header.Height);
    }

    [Fact]
    public async Task A_hand_over_that_nobody_signs_is_waited_for_to_the_limit_and_one_that_is_not_due_not_at_all()
    {
        await using WalrusNetwork network = await StartAsync(seed: 45);
        await using FollowingProcess follower = await FollowingProcess.StartAsync(network, new MemoryLedgerSnapshots(), new MemoryCheckpointStore());
        CheckpointKeeper keeper = await follower.KeepAsync(new SilentSource());
        Assert.Null(await keeper.WaitForHandoverAsync(new Epoch(1), TimeSpan.FromMilliseconds(100)));
        Assert.Null(await keeper.WaitForHandoverAsync(new Epoch(Turns + 1), Timeout.InfiniteTimeSpan));
        Assert.False(follower.Replica.Headers.WhenSettled(new Epoch(1)).IsCompleted);
    }

    private sealed class SilentSource : ICheckpointSource
    {
        public Task<Checkpoint?> CertifyAsync(ulong height) => Task.FromResult<Checkpoint?>(null);

        public Task<Checkpoint?> LatestAsync() => Task.FromResult<Checkpoint?>(null);

        public Task<CommitteeHandover?> FindHandoverAsync(Epoch epoch) => Task.FromResult<CommitteeHandover?>(null);
    }

    private static async Task<WalrusNetwork> StartAsync(ulong seed)
    {
        WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 4, Shards = 4, Seed = seed });
        await network.Clock.AdvanceEpochsAsync(Turns);
        return network;
    }

    private static async Task RequireChainAsync(WalrusNetwork network, MemoryCheckpointStore store)
    {
        CommitteeRoster roster = CommitteeRoster.First(network.Genesis);
        foreach (Epoch epoch in Ended)
        {
            CommitteeHandover handover = BcsFormat.FromBytes<CommitteeHandover>((await store.FindHandoverAsync(epoch))!);
            handover.Verify(roster, new CertificateVerifier());
            roster = handover.Next;
        }
    }
}
