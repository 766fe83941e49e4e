using Walrus.Client.Committees;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Client.Tests.Committees;

public sealed class CommitteeSnapshotTests
{
    private static readonly RedStuffParameters Parameters = new(10);

    private static CommitteeMember Member(byte id, params int[] shards)
    {
        byte[] node = new byte[32];
        node[31] = id;
        return new CommitteeMember(
            new ObjectId(node), $"node-{id}", new Uri($"http://127.0.0.1:{9000 + id}"), new byte[48], shards.Select(s => new ShardIndex(s)));
    }

    private static CommitteeSnapshot Committee(params CommitteeMember[] members) => new(new Epoch(3), Parameters, members);

    [Fact]
    public void Finds_the_holder_of_every_shard_and_pair()
    {
        CommitteeSnapshot committee = Committee(Member(1, 9, 0, 4), Member(2, 1, 2, 3), Member(3, 5, 6, 7, 8));
        Assert.Equal("node-1", committee.HolderOf(new ShardIndex(4)).Name);
        Assert.Equal("node-3", committee.HolderOf(new ShardIndex(8)).Name);
        Assert.Equal(3, committee.Members[0].Weight);
        Assert.Equal([0, 4, 9], committee.Members[0].Shards.Select(s => (int)s.Value));
        byte[] id = new byte[32];
        id[31] = 3; // rotation 3
        BlobId blob = new(id);
        Assert.Equal([7, 1, 6], committee.PairsOf(committee.Members[0], blob).Select(p => (int)p.Value));
        foreach (CommitteeMember member in committee.Members)
            Assert.All(committee.PairsOf(member, blob), pair => Assert.Same(member, committee.HolderOf(pair, blob)));
    }

    [Fact]
    public void Knows_certificate_positions()
    {
        CommitteeMember first = Member(7, 0, 1, 2, 3, 4), second = Member(2, 5, 6, 7, 8, 9);
        CommitteeSnapshot committee = Committee(first, second);
        Assert.Equal(0, committee.IndexOf(first.NodeId));
        Assert.Same(second, committee.Find(second.NodeId));
        Assert.Null(committee.IndexOf(Member(9).NodeId));
        Assert.Null(committee.Find(Member(9).NodeId));
    }

    [Fact]
    public void Refuses_what_is_no_committee()
    {
        Assert.Contains("shard 9", Assert.Throws<ArgumentException>(() => Committee(Member(1, 0, 1, 2, 3, 4, 5, 6, 7, 8))).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => Committee(Member(1, 0, 1, 2, 3, 4), Member(2, 4, 5, 6, 7, 8, 9))).Message, StringComparison.Ordinal);
        Assert.Contains("shard 10", Assert.Throws<ArgumentException>(() => Committee(Member(1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).Message, StringComparison.Ordinal);
        Assert.Contains("listed twice", Assert.Throws<ArgumentException>(() => Committee(Member(1, 0, 1, 2, 3, 4), Member(1, 5, 6, 7, 8, 9))).Message, StringComparison.Ordinal);
    }
}
