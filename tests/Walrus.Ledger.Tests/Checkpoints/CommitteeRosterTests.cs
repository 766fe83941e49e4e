using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Checkpoints;

public sealed class CommitteeRosterTests
{
    [Fact]
    public void The_first_roster_follows_from_the_genesis_and_hashes_as_headers_say()
    {
        Genesis genesis = Make.Genesis();
        CommitteeRoster first = CommitteeRoster.First(genesis, new LedgerOptions { Possession = new FakeBls() });
        LedgerMachine machine = Make.Machine(genesis);
        Assert.Equal(new Epoch(1), first.Epoch);
        Assert.Equal(machine.CurrentCommittee.Hash, first.Hash);
        Assert.Equal(machine.GenesisBlock.Header.NextCommitteeHash, first.Hash);
        Assert.Equal(13, first.Certifying.Shards);
        Assert.Equal(first.Hash, BcsFormat.FromBytes<CommitteeRoster>(BcsFormat.ToBytes(first)).Hash);
    }

    [Fact]
    public void Rosters_that_could_not_certify_are_no_rosters()
    {
        Refuse([]);
        Refuse([Member(2, 1), Member(1, 1)]);
        Refuse([Member(1, 1), Member(1, 1)]);
        Refuse([Member(1, 0)]);
        Refuse([Member(1, 65535), Member(2, 1)]);
    }

    private static RosterMember Member(ulong id, ushort weight) => new(Make.Id(id), Make.Key(1), weight);

    private static void Refuse(RosterMember[] members)
    {
        Assert.Throws<ArgumentException>(() => new CommitteeRoster(new Epoch(1), [.. members]));
        BcsWriter writer = new();
        writer.U32(1);
        writer.Vector(members);
        Assert.Throws<BcsException>(() => BcsFormat.FromBytes<CommitteeRoster>(writer.ToArray()));
    }
}
