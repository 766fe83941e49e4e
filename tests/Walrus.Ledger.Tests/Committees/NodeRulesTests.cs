using Walrus.Core.Identifiers;
using Walrus.Core.Signatures;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Committees;

public sealed class NodeRulesTests
{
    private static readonly NodeVotes Votes = new(100, 2000, 0, 1_000_000_000);
    private readonly TestLedger _ledger = new();

    private LedgerMachine Machine => _ledger.Machine;

    private ObjectId GenesisNode => Genesis.NodeId(Machine.Network, 0);

    [Fact]
    public void A_node_registers_with_a_proof_of_its_key_in_this_epoch()
    {
        _ledger.Aborts(Reason.EInvalidProofOfPossession, _ledger.Developer, Registration("new", proofEpoch: 0));
        _ledger.Aborts(Reason.EInvalidProofOfPossession, _ledger.Treasury, Registration("new"));
        _ledger.Aborts(Reason.EIncorrectCommissionRate, _ledger.Developer, Registration("new", commissionBp: 10_001));
        TransactionEffects effects = _ledger.Ok(_ledger.Developer, Registration("new", commissionBp: 500));
        ObjectId id = Assert.Single(effects.Created);
        Assert.Equal(new NodeRegistered(new Epoch(1), id, _ledger.Developer.Address, "new", 500), Assert.Single(effects.Events).Body);
        Assert.Equal(ObjectIds.Derive(effects.Digest.Bytes, 0), id);
        Assert.Equal(500, Machine.FindPool(id)!.CommissionBp);
        Assert.Equal(Authority.Of(_ledger.Developer.Address), Machine.FindNode(id)!.CommissionReceiver);
    }

    [Fact]
    public void A_node_and_its_stake_come_in_one_transaction()
    {
        TransactionEffects effects = _ledger.Ok(
            _ledger.Developer, Registration("new"), new StakeWal(ObjectArgument.Created(0), 700_000_000_000_000_000));
        _ledger.NextEpoch();
        Assert.NotNull(Machine.CurrentCommittee.Find(effects.Created[0]));
        _ledger.NextEpoch();
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void No_two_nodes_have_a_name()
    {
        _ledger.Aborts(Reason.ENameTaken, _ledger.Developer, Registration("node-1"));
        ObjectId id = _ledger.RegisterNode(_ledger.Developer, key: 50);
        _ledger.Aborts(Reason.ENameTaken, _ledger.Developer, new ChangeNodeProfile(id, Make.Profile("node-1")));
        NodeProfile moved = Make.Profile("node-50") with { Url = "https://elsewhere:9185" };
        _ledger.Ok(_ledger.Developer, new ChangeNodeProfile(id, moved));
        Assert.Equal("https://elsewhere:9185", Machine.FindNode(id)!.Url);
        _ledger.Aborts(Reason.ENotOwner, _ledger.Treasury, new ChangeNodeProfile(id, moved));
        _ledger.Aborts(Reason.EObjectNotFound, _ledger.Developer, new ChangeNodeProfile(Make.Id(5), moved));
    }

    [Fact]
    public void Profiles_keep_to_their_bounds()
    {
        NodeProfile sound = Make.Profile("x");
        NodeMetadata large = NodeMetadata.Empty with { Extra = BlobAttributes.Empty.With("k", new string('v', NodeProfile.MaxMetadataLength)) };
        NodeProfile[] wrong =
        [
            sound with { Name = string.Empty },
            sound with { Name = new string('é', 51) },
            sound with { Url = "http://" + new string('x', 253) },
            sound with { Url = "ftp://host" },
            sound with { Url = "http://a b" },
            sound with { Url = "http://é" },
            sound with { NetworkKey = new byte[129] },
            sound with { Metadata = large },
        ];
        byte[] proof = FakeBls.Prove(_ledger.Developer.Address, Make.Key(50), 1);
        foreach (NodeProfile profile in wrong)
            _ledger.Aborts(Reason.EInvalidNodeProfile, _ledger.Developer, new RegisterNode(profile, Make.Key(50), proof, 0, Votes));
        _ledger.Ok(_ledger.Developer, new RegisterNode(sound with { Name = new string('x', 100) }, Make.Key(50), proof, 0, Votes));
    }

    [Fact]
    public void A_key_is_frozen_at_selection_and_holds_from_the_change_on()
    {
        BlsPublicKey before = Machine.FindNode(GenesisNode)!.BlsKey;
        Announce(60);
        Assert.Equal(before, Machine.FindNode(GenesisNode)!.BlsKey);
        _ledger.EndVoting();
        Assert.Equal(Make.Key(60), Machine.NextCommittee!.Find(GenesisNode)!.Key);
        Assert.Equal(before, Machine.CurrentCommittee.Find(GenesisNode)!.Key);
        Announce(61);
        _ledger.NextEpoch();
        // The committee signs with the key that was frozen, the node's own record is ahead.
        Assert.Equal(Make.Key(60), Machine.CurrentCommittee.Find(GenesisNode)!.Key);
        Assert.Equal(Make.Key(61), Machine.FindNode(GenesisNode)!.BlsKey);
        Assert.Null(Machine.FindNode(GenesisNode)!.NextBlsKey);
        _ledger.NextEpoch();
        Assert.Equal(Make.Key(61), Machine.CurrentCommittee.Find(GenesisNode)!.Key);
        byte[] stale = FakeBls.Prove(_ledger.NodeAccounts[0].Address, Make.Key(62), 1);
        _ledger.Aborts(Reason.EInvalidProofOfPossession, _ledger.NodeAccounts[0], new SetNextBlsKey(GenesisNode, Make.Key(62), stale));
    }

    [Fact]
    public void A_retired_node_takes_no_new_stake_and_leaves_with_the_old()
    {
        ObjectId id = _ledger.RegisterNode(_ledger.Developer, key: 50);
        StakedWal stake = _ledger.Stake(_ledger.Treasury, id, 700_000_000_000_000_000);
        _ledger.NextEpoch();
        _ledger.Aborts(Reason.ENotOwner, _ledger.Treasury, new RetireNode(id));
        _ledger.Ok(_ledger.Developer, new RetireNode(id));
        _ledger.Aborts(Reason.EPoolIsNotActive, _ledger.Developer, new RetireNode(id));
        _ledger.Aborts(Reason.EPoolIsNotActive, _ledger.Treasury, new StakeWal(id, 1_000_000_000));
        Assert.NotNull(Machine.CurrentCommittee.Find(id));
        _ledger.Ok(_ledger.Treasury, new RequestWithdrawal(stake.Id));
        _ledger.NextEpoch();
        Assert.Null(Machine.CurrentCommittee.Find(id));
        _ledger.Ok(_ledger.Treasury, new WithdrawStake(stake.Id));
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void Authorities_pass_on_to_accounts_and_to_owners_of_objects()
    {
        ObjectId item = _ledger.Ok(_ledger.Treasury, new ReserveSpace(1, 1)).Created[0];
        _ledger.Aborts(Reason.ENotAuthorized, _ledger.Treasury, new SetCommissionReceiver(GenesisNode, Authority.Of(item)));
        _ledger.Ok(_ledger.NodeAccounts[0], new SetCommissionReceiver(GenesisNode, Authority.Of(item)));
        _ledger.Aborts(Reason.ENotAuthorized, _ledger.NodeAccounts[0], new CollectCommission(GenesisNode));
        _ledger.Ok(_ledger.Treasury, new CollectCommission(GenesisNode));
        _ledger.Ok(_ledger.Treasury, new TransferObject(item, _ledger.Developer.Address));
        _ledger.Aborts(Reason.ENotAuthorized, _ledger.Treasury, new CollectCommission(GenesisNode));
        _ledger.Ok(_ledger.Developer, new SetCommissionReceiver(GenesisNode, Authority.Of(_ledger.Treasury.Address)));
        _ledger.Ok(_ledger.NodeAccounts[0], new SetGovernanceAuthority(GenesisNode, Authority.Of(_ledger.Treasury.Address)));
        _ledger.Aborts(Reason.ENotAuthorized, _ledger.NodeAccounts[0], new VoteForSlashing(GenesisNode, GenesisNode));
        _ledger.Ok(_ledger.Treasury, new VoteForSlashing(GenesisNode, GenesisNode));
    }

    [Fact]
    public void A_node_that_was_crowded_out_comes_back_by_asking()
    {
        ObjectId id = _ledger.RegisterNode(_ledger.Developer, key: 50);
        _ledger.Stake(_ledger.Developer, id, 5_000_000_000);
        _ledger.NextEpoch();
        ActiveSet full = Machine.State.ActiveSet.Value;
        Machine.State.ActiveSet.Value = full.With(id, 0);
        Assert.Equal(0ul, Machine.StakeOf(id));
        _ledger.Aborts(Reason.ENotOwner, _ledger.Treasury, new TryJoinActiveSet(id));
        TransactionEffects effects = _ledger.Ok(_ledger.Developer, new TryJoinActiveSet(id));
        Assert.Equal(new ActiveSetUpdated(new Epoch(2), id, 5_000_000_000), Assert.Single(effects.Events).Body);
        Assert.Equal(5_000_000_000ul, Machine.StakeOf(id));
    }

    private void Announce(ulong key)
    {
        byte[] proof = FakeBls.Prove(_ledger.NodeAccounts[0].Address, Make.Key(key), Machine.Epoch.Value);
        _ledger.Ok(_ledger.NodeAccounts[0], new SetNextBlsKey(GenesisNode, Make.Key(key), proof));
    }

    private RegisterNode Registration(string name, uint proofEpoch = 1, ushort commissionBp = 0) => new(
        Make.Profile(name), Make.Key(50), FakeBls.Prove(_ledger.Developer.Address, Make.Key(50), proofEpoch), commissionBp, Votes);
}
