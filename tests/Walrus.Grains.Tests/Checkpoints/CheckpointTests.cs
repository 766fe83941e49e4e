using Microsoft.Extensions.DependencyInjection;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Contracts.Checkpoints;
using Walrus.Grains.Ledger;
using Walrus.Grains.Tests.Networks;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Proofs;
using Walrus.Storage.Checkpoints;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Checkpoints;

public sealed class CheckpointTests
{
    private static readonly CertificateVerifier Certificates = new();

    [Fact]
    public async Task The_committee_signs_and_hands_over_and_blobs_are_proven()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 4, Shards = 7, Silos = 2, Seed = 31 });
        StoredBlob lasting = await network.Client.StoreAsync(Content.Of(1, 2_000), epochs: 10, permanent: true);
        StoredBlob brief = await network.Client.StoreAsync(Content.Of(2, 2_000), epochs: 1, permanent: true);
        AvailabilityProver prover = network.Services(0).GetRequiredService<AvailabilityProver>();
        AvailabilityVerifier verifier = new(network.Genesis.ComputeNetworkId(), CommitteeRoster.First(network.Genesis), Certificates);
        AvailabilityProof early = await prover.ProveAsync(brief.BlobId, new Epoch(1));
        Assert.Equal(new Epoch(2), verifier.RequireCertified(early, brief.BlobId).Statement.CertifiedUntil);

        await network.Clock.AdvanceEpochsAsync(2);
        // Right after a change of epoch the hand-over is still being signed: a proof waits for it.
        AvailabilityProof proof = await prover.ProveAsync(lasting.BlobId, new Epoch(1));
        VerifiedAvailability verified = verifier.RequireCertified(proof, lasting.BlobId);
        Assert.Equal(2, proof.Handovers.Length);
        Assert.Equal((new Epoch(3), new Epoch(11)), (verified.Statement.Epoch, verified.Statement.CertifiedUntil));
        AvailabilityProof late = await prover.ProveAsync(brief.BlobId, new Epoch(1));
        Assert.Throws<BlobNotCertifiedException>(() => verifier.RequireCertified(late, brief.BlobId));
        Assert.Throws<StaleProofException>(() => verifier.RequireCertified(early, brief.BlobId, new ProofDemand(MinEpoch: new Epoch(3))));
    }

    [Fact]
    public async Task Many_proofs_at_once_share_checkpoints()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 4, Shards = 7, Seed = 32 });
        StoredBlob blob = await network.Client.StoreAsync(Content.Of(1, 500), epochs: 3);
        AvailabilityProver prover = network.Services(0).GetRequiredService<AvailabilityProver>();
        AvailabilityProof[] proofs = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => prover.ProveAsync(blob.BlobId, new Epoch(1))));
        Assert.True(proofs.Select(proof => proof.Checkpoint.Header.Height).Distinct().Count() <= 4);
    }

    [Fact]
    public async Task A_third_of_the_nodes_may_be_away_and_no_more()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 4, Shards = 4, Seed = 33 });
        ICheckpointGrain grain = network.Services(0).GetRequiredService<IGrainFactory>().GetGrain<ICheckpointGrain>(0);
        await network.Nodes[0].StopAsync();
        StoredBlob blob = await network.Client.StoreAsync(Content.Of(1, 500), epochs: 3);
        Checkpoint checkpoint = await CertifyHeadAsync(network, grain);
        CommitteeRoster roster = CommitteeRoster.First(network.Genesis);
        checkpoint.Verify(roster, Certificates);

        await network.Nodes[1].StopAsync();
        BlockHeader earlier = network.Ledger.Headers.Find(checkpoint.Header.Height - 1)!;
        Assert.Null(await grain.CertifyAsync(earlier.Height));
        await network.Nodes[1].StartAsync();
        Assert.NotNull(await grain.CertifyAsync(earlier.Height));
        Assert.NotNull(blob.Object);
    }

    [Fact]
    public async Task Nodes_sign_what_they_executed_and_nothing_else()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 4, Shards = 4, Seed = 34 });
        ICheckpointGrain grain = network.Services(0).GetRequiredService<IGrainFactory>().GetGrain<ICheckpointGrain>(0);
        Checkpoint checkpoint = await CertifyHeadAsync(network, grain);
        Assert.Equal(network.Ledger.Headers.Find(checkpoint.Header.Height), checkpoint.Header);
        // A block that is not there is not waited for beyond the patience, and not signed.
        Assert.Null(await grain.CertifyAsync(checkpoint.Header.Height + 1_000_000));
    }

    [Fact]
    public async Task A_journal_that_lacks_what_was_signed_is_not_built_upon()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 4, Shards = 4, Seed = 35 });
        LedgerReplica replica = network.Ledger;
        LedgerArchive archive = network.Services(0).GetRequiredService<LedgerArchive>();
        BlockHeader head = replica.Read(static machine => machine.Head.Header);
        await GuardOf(head).RequireAsync();
        await Assert.ThrowsAsync<Walrus.Ledger.Errors.LedgerDivergedException>(() => GuardOf(head with { Height = head.Height + 1000 }).RequireAsync());
        await Assert.ThrowsAsync<Walrus.Ledger.Errors.LedgerDivergedException>(() => GuardOf(head with { TimestampMs = head.TimestampMs + 1 }).RequireAsync());

        CheckpointGuard GuardOf(BlockHeader signed)
        {
            MemoryCheckpointStore store = new();
            Certificate certificate = new(new byte[96], new byte[1], Checkpoint.MessageOf(signed).ToBytes());
            store.PutCheckpointAsync(signed.Height, BcsFormat.ToBytes(new Checkpoint(signed, certificate))).AsTask().GetAwaiter().GetResult();
            return new CheckpointGuard(store, replica, archive);
        }
    }

    [Fact]
    public async Task Blocks_of_any_height_are_found_among_moves_of_the_clock()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 4, Shards = 4, Seed = 36 });
        await network.Clock.AdvanceEpochsAsync(3);
        LedgerArchive archive = network.Services(0).GetRequiredService<LedgerArchive>();
        ulong head = network.Ledger.Read(static machine => machine.Head.Height);
        for (ulong height = 0; height <= head; height++)
            Assert.Equal(height, (await archive.FindAsync(height))!.Header.Height);
        Assert.Null(await archive.FindAsync(head + 1000));
    }

    private static async Task<Checkpoint> CertifyHeadAsync(WalrusNetwork network, ICheckpointGrain grain)
    {
        ulong height = network.Ledger.Read(static machine => machine.Head.Height);
        return BcsFormat.FromBytes<Checkpoint>(await grain.CertifyAsync(height) ?? throw new InvalidOperationException("Too few nodes signed."));
    }
}
