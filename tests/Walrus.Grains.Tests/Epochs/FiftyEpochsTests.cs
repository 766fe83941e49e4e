using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Grains.Ledger;
using Walrus.Grains.Tests.Networks;
using Walrus.Ledger;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Epochs;

/// <summary>Fifty epochs of a network in which everything moves.</summary>
public sealed class FiftyEpochsTests
{
    private const int Epochs = 50;
    private const int Shards = 31;
    private const ulong Wal = 1_000_000_000;

    // As much as all nodes of the genesis have together, so that a move shows.
    private const ulong Share = 100_000_000 * Wal;

    private readonly List<Entry> _stored = [];
    private readonly Queue<ObjectId> _leaving = [];
    private readonly HashSet<string> _joined = [];
    private readonly HashSet<string> _left = [];

    [Fact]
    public async Task The_committee_follows_stake_while_blobs_come_and_go()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Newcomers = 3, Shards = Shards, Silos = 2, Seed = 50 });
        Random random = new(50);
        Queue<ObjectId> staked = [];
        for (int epoch = 1; epoch <= Epochs; epoch++)
        {
            await MoveStakeAsync(network, staked, epoch, random);
            await ChangeBlobsAsync(network, epoch);
            Dictionary<string, ulong> stakes = Stakes(network);
            await network.Clock.AdvanceEpochsAsync(1);
            CheckCommittee(network, stakes);
            await ReadSomeAsync(network, random);
        }

        Assert.Equal(new Epoch(Epochs + 1), network.Clock.Read().Epoch);
        Assert.Equal(3, _joined.Count);
        Assert.NotEmpty(_left);
        // Members attest also after a quorum has: until all have, the ledger moves.
        await Networks.NodeWatch.EventuallyAsync(
            () => network.Ledger.Read(static machine => machine.CurrentCommittee.Members.All(member => machine.FindNode(member.Node)?.LastSyncDone >= machine.Epoch)),
            "every member has attested");
        LedgerMachine replayed = await AccountStatements.CheckAsync(network.Journal, new LedgerMachine(network.Genesis, new CertificateVerifier()));
        await network.Ledger.CatchUpAsync();
        Assert.Equal(network.Ledger.Read(static machine => machine.StateHash()), replayed.StateHash());
    }

    /// <summary>Newcomers register one after the other; stake wanders from node to node, some of it leaves; nodes vote.</summary>
    private async Task MoveStakeAsync(WalrusNetwork network, Queue<ObjectId> staked, int epoch, Random random)
    {
        int known = 10 + Math.Min(3, epoch / 5);
        if (epoch % 5 == 0 && epoch <= 15)
            await network.Nodes[known - 1].RegisterAsync(new NodeVotes(100, 2000, 0, 1UL << 36), commissionBp: 1000);
        WalrusTestNode favourite = epoch % 4 == 0 ? network.Nodes[known - 1] : network.Nodes[random.Next(known)];
        staked.Enqueue(await network.Holder.StakeAsync(favourite, Share));
        await network.Nodes[random.Next(10)].VoteAsync(new NodeVotes((ulong)random.Next(50, 200), (ulong)random.Next(1000, 3000), 0, 1UL << 37));
        if (staked.Count > 8)
            await LeaveAsync(network, staked.Dequeue());
        if (_leaving.Count > 2)
            await WithdrawAsync(network, _leaving.Dequeue());
    }

    private async Task LeaveAsync(WalrusNetwork network, ObjectId stake)
    {
        try
        {
            await network.Holder.RequestWithdrawalAsync(stake);
            _leaving.Enqueue(stake);
        }
        catch (LedgerRefusedException refused) when (refused.Reason == "EWithdrawDirectly")
        {
            // Its node is in no committee: nothing to wait for.
            await WithdrawAsync(network, stake);
        }
    }

    private static async Task WithdrawAsync(WalrusNetwork network, ObjectId stake)
    {
        ulong before = network.Holder.Balance;
        await network.Holder.WithdrawAsync(stake);
        Assert.True(network.Holder.Balance >= before + Share, "a staker never loses principal");
    }

    /// <summary>A blob is stored in every epoch; some are extended later and some deleted, the others expire.</summary>
    private async Task ChangeBlobsAsync(WalrusNetwork network, int epoch)
    {
        byte[] bytes = Content.Of(epoch, 500 * epoch);
        _stored.Add(new Entry(bytes, await network.Client.StoreAsync(bytes, epochs: (uint)(2 + epoch % 4), owner: network.Holder.Address)));
        Entry former = _stored[Math.Max(0, _stored.Count - 2)];
        if (epoch % 3 == 0)
        {
            await network.Holder.SubmitAsync(new ExtendBlob(former.Blob.Object!.Value, 3));
            former.End = former.End.Plus(3);
        }
        else if (epoch % 7 == 0)
        {
            await network.Holder.SubmitAsync(new DeleteBlob(former.Blob.Object!.Value));
            former.End = network.Clock.Read().Epoch;
        }
    }

    private static Dictionary<string, ulong> Stakes(WalrusNetwork network) =>
        network.Ledger.Read(static machine => machine.Nodes().ToDictionary(static node => node.Name, node => machine.StakeOf(node.Id)));

    private void CheckCommittee(WalrusNetwork network, Dictionary<string, ulong> stakes)
    {
        WalrusTestNode[] candidates = [.. network.Nodes.Where(node => stakes.ContainsKey(node.Name)).OrderByDescending(node => stakes[node.Name])];
        Assert.Equal(Shards, candidates.Sum(static node => node.Weight));
        for (int i = 1; i < candidates.Length; i++)
        {
            bool follows = candidates[i - 1].Weight >= candidates[i].Weight || stakes[candidates[i - 1].Name] == stakes[candidates[i].Name];
            Assert.True(follows, $"{candidates[i].Name} has more shards than {candidates[i - 1].Name}, which has more stake");
        }

        foreach (WalrusTestNode newcomer in candidates.Where(static node => node.Index >= 10))
        {
            if (newcomer.Weight > 0)
                _joined.Add(newcomer.Name);
            else if (_joined.Contains(newcomer.Name))
                _left.Add(newcomer.Name);
        }
    }

    /// <summary>What has not ended reads back; what has is gone.</summary>
    private async Task ReadSomeAsync(WalrusNetwork network, Random random)
    {
        Epoch now = network.Clock.Read().Epoch;
        foreach (Entry entry in _stored.Where(entry => entry.End > now).OrderBy(_ => random.Next()).Take(3))
            Assert.Equal(entry.Bytes, await network.Client.ReadAsync(entry.Blob.BlobId));
        foreach (Entry entry in _stored.Where(entry => entry.End <= now))
            Assert.False(network.Ledger.Read(machine => machine.IsCertified(entry.Blob.BlobId)), $"blob {entry.Blob.BlobId} ended with epoch {entry.End}");
    }

    private sealed class Entry(byte[] bytes, StoredBlob blob)
    {
        public byte[] Bytes => bytes;

        public StoredBlob Blob => blob;

        public Epoch End { get; set; } = blob.EndEpoch;
    }
}
