using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.DenyLists;

public sealed class DenyListTests
{
    private readonly TestLedger _ledger = new();

    private LedgerMachine Machine => _ledger.Machine;

    private ObjectId Node => Genesis.NodeId(Machine.Network, 0);

    [Fact]
    public void An_announcement_is_an_event_only()
    {
        LedgerEvent announced = Assert.Single(_ledger.Ok(_ledger.NodeAccounts[0], new AnnounceDenyList(Node, Make.Bytes(7), 1)).Events);
        Assert.Equal(new RegisterDenyListUpdate(new Epoch(1), Make.Bytes(7), 1, Node), announced.Body);
        Assert.Equal(CapabilityState.Initial, Machine.CapabilityOf(Node));
        _ledger.Aborts(Reason.EIncorrectDenyListSequence, _ledger.NodeAccounts[0], new AnnounceDenyList(Node, Make.Bytes(7), 0));
        _ledger.Aborts(Reason.ENotOwner, _ledger.NodeAccounts[1], new AnnounceDenyList(Node, Make.Bytes(7), 1));
    }

    [Fact]
    public void A_certified_list_lowers_what_its_node_is_paid()
    {
        _ledger.Ok(_ledger.Developer, new ReserveSpace(100_000_000, 2));
        LedgerEvent updated = Assert.Single(_ledger.Ok(_ledger.NodeAccounts[0], Certification(Node, sequence: 3, size: 50_000_000)).Events);
        Assert.Equal(new DenyListUpdate(new Epoch(1), Make.Bytes(7), 3, Node), updated.Body);
        Assert.Equal(new CapabilityState(Make.Bytes(7), 3, 50_000_000, null), Machine.CapabilityOf(Node));
        Assert.Equal(50_000_000ul, Machine.FindNode(Node)!.DenyListSize);
        _ledger.NextEpoch();
        EpochRewardsPaid paid = Machine.Events(0, int.MaxValue).Select(item => item.Body).OfType<EpochRewardsPaid>().Last();
        ulong own = paid.Rewards.Single(reward => reward.Node == Node).Amount;
        Assert.All(paid.Rewards.Where(reward => reward.Node != Node), reward => Assert.True(reward.Amount > own));
    }

    [Fact]
    public void A_list_counts_once_and_for_its_own_node()
    {
        _ledger.Ok(_ledger.NodeAccounts[0], Certification(Node, sequence: 3));
        _ledger.Aborts(Reason.EIncorrectDenyListSequence, _ledger.NodeAccounts[0], Certification(Node, sequence: 3));
        _ledger.Aborts(Reason.EIncorrectDenyListSequence, _ledger.NodeAccounts[0], new AnnounceDenyList(Node, Make.Bytes(7), 3));
        ObjectId other = Genesis.NodeId(Machine.Network, 1);
        _ledger.Aborts(Reason.EIncorrectDenyListNode, _ledger.NodeAccounts[1], Certification(Node, sequence: 4) with { Node = other });
        _ledger.Aborts(Reason.ENotEnoughStake, _ledger.NodeAccounts[0], Certification(Node, sequence: 4, signers: [0, 1]));
        _ledger.NextEpoch();
        CertifyDenyList late = Certification(Node, sequence: 4);
        _ledger.NextEpoch();
        _ledger.Aborts(Reason.EIncorrectEpoch, _ledger.NodeAccounts[0], late);
    }

    [Fact]
    public void Nodes_outside_the_committee_say_nothing()
    {
        Genesis genesis = Make.Genesis();
        GenesisNode idle = genesis.Nodes[3] with { Stake = 0 };
        GenesisNode rich = genesis.Nodes[0] with { Stake = genesis.Nodes[0].Stake + genesis.Nodes[3].Stake };
        TestLedger ledger = new(genesis with { Nodes = [rich, genesis.Nodes[1], genesis.Nodes[2], idle] });
        ObjectId node = Genesis.NodeId(ledger.Machine.Network, 3);
        ledger.Aborts(Reason.ENotCommitteeMember, ledger.NodeAccounts[3], new AnnounceDenyList(node, Make.Bytes(7), 1));
        byte[] version = Make.Message(1, new ProtocolVersionMessage(new Epoch(2), 2));
        Certificate certificate = Make.Certificate(ledger.Machine.CurrentCommittee, version);
        ledger.Aborts(Reason.ENotCommitteeMember, ledger.NodeAccounts[3], new UpdateProtocolVersion(node, certificate));
    }

    [Fact]
    public void Before_its_feature_the_deletion_of_a_denied_blob_is_an_event_only()
    {
        BlobObject blob = _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, root: 1));
        byte[] message = Make.Message(1, new DenyListedBlobDeletedMessage(blob.BlobId));
        _ledger.Aborts(Reason.ENotEnoughStake, _ledger.Treasury, new DeleteDeniedBlob(Make.Certificate(Machine.CurrentCommittee, message, 1)));
        LedgerEvent denied = Assert.Single(
            _ledger.Ok(_ledger.Treasury, new DeleteDeniedBlob(Make.Certificate(Machine.CurrentCommittee, message, 0, 1))).Events);
        Assert.Equal(new DenyListBlobDeleted(new Epoch(1), blob.BlobId), denied.Body);
        Assert.True(Machine.IsCertified(blob.BlobId));
    }

    [Fact]
    public void A_protocol_version_is_announced_by_a_member_with_a_quorum()
    {
        _ledger.NextEpoch();
        LedgerEvent announced = Assert.Single(_ledger.Ok(_ledger.NodeAccounts[0], Version(start: 2)).Events);
        Assert.Equal(new ProtocolVersionUpdated(new Epoch(2), new Epoch(2), 5), announced.Body);
        _ledger.Aborts(Reason.EInvalidStartEpoch, _ledger.NodeAccounts[0], Version(start: 1));
        _ledger.Aborts(Reason.ENotOwner, _ledger.Treasury, Version(start: 2));
    }

    private UpdateProtocolVersion Version(uint start) => new(Node, Make.Certificate(
        Machine.CurrentCommittee, Make.Message(Machine.Epoch.Value, new ProtocolVersionMessage(new Epoch(start), 5))));

    private CertifyDenyList Certification(ObjectId node, ulong sequence, ulong size = 1, ushort[]? signers = null) => new(node, Make.Certificate(
        Machine.CurrentCommittee,
        Make.Message(Machine.Epoch.Value, new DenyListUpdateMessage(node, sequence, size, Make.Bytes(7))),
        signers ?? []));
}
