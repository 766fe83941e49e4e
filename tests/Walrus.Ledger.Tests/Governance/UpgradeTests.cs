using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Governance;

public sealed class UpgradeTests
{
    private static readonly Bytes32 Digest = Make.Bytes(0xD1);

    private readonly TestLedger _ledger = new();

    private LedgerMachine Machine => _ledger.Machine;

    [Fact]
    public void Accepted_code_is_committed_and_then_migrated_to()
    {
        Vote(Digest, 0, 1, 2);
        _ledger.Aborts(Reason.EInvalidPackageDigest, _ledger.Developer, new CommitUpgrade(Digest));
        _ledger.Ok(_ledger.Developer, new AuthorizeUpgrade(Digest));
        _ledger.Aborts(Reason.EWrongVersion, _ledger.Developer, new MigrateUpgrade());
        _ledger.Ok(_ledger.Treasury, new CommitUpgrade(Digest));
        LedgerEvent upgraded = Assert.Single(_ledger.Ok(_ledger.Treasury, new MigrateUpgrade()).Events);
        ObjectId package = ObjectIds.Derive(Digest, 2);
        Assert.Equal(new ContractUpgraded(new Epoch(1), package, 2), upgraded.Body);
        Assert.Equal(new CodeVersion(2, null, package, 2), Machine.CodeVersion);
        _ledger.Aborts(Reason.EWrongVersion, _ledger.Treasury, new MigrateUpgrade());
        _ledger.Aborts(Reason.EInvalidPackageDigest, _ledger.Treasury, new AuthorizeUpgrade(Digest));
    }

    [Fact]
    public void A_node_votes_once_for_each_digest()
    {
        Vote(Digest, 0);
        _ledger.Aborts(Reason.EDuplicateVote, _ledger.NodeAccounts[0], new VoteUpgrade(Node(0), Digest));
        Vote(Make.Bytes(0xD2), 0);
        _ledger.Aborts(Reason.ENotEnoughVotes, _ledger.Developer, new AuthorizeUpgrade(Digest));
        _ledger.NextEpoch();
        TransactionEffects again = _ledger.Ok(_ledger.NodeAccounts[0], new VoteUpgrade(Node(0), Digest));
        Assert.IsType<ContractUpgradeProposed>(again.Events[0].Body);
        Assert.Equal(new Epoch(2), Machine.UpgradeProposals[Digest].Epoch);
    }

    [Fact]
    public void Whoever_holds_the_governance_authority_votes()
    {
        _ledger.Ok(_ledger.NodeAccounts[0], new SetGovernanceAuthority(Node(0), Authority.Of(_ledger.Treasury.Address)));
        _ledger.Aborts(Reason.ENotAuthorized, _ledger.NodeAccounts[0], new VoteUpgrade(Node(0), Digest));
        _ledger.Ok(_ledger.Treasury, new VoteUpgrade(Node(0), Digest));
        Assert.Equal([Node(0)], Machine.UpgradeProposals[Digest].Voters);
    }

    [Fact]
    public void Votes_of_the_past_are_cleaned_up_and_others_are_not()
    {
        Vote(Digest, 0);
        _ledger.Ok(_ledger.Developer, new CleanUpUpgrade(Digest));
        Assert.Contains(Digest, Machine.UpgradeProposals.Keys);
        _ledger.NextEpoch();
        _ledger.Ok(_ledger.Developer, new CleanUpUpgrade(Digest));
        Assert.Empty(Machine.UpgradeProposals);
        _ledger.Ok(_ledger.Developer, new CleanUpUpgrade(Digest));
    }

    [Fact]
    public void In_an_emergency_no_votes_are_needed_until_the_capability_is_destroyed()
    {
        ObjectId capability = _ledger.CapabilityOf(CapabilityRole.EmergencyUpgrade);
        _ledger.Aborts(Reason.ENotOwner, _ledger.Developer, new EmergencyUpgrade(capability, Digest));
        _ledger.Aborts(Reason.ENotAuthorized, _ledger.Treasury, new EmergencyUpgrade(_ledger.CapabilityOf(CapabilityRole.SubsidyAdmin), Digest));
        _ledger.Ok(_ledger.Treasury, new EmergencyUpgrade(capability, Digest), new CommitUpgrade(Digest), new MigrateUpgrade());
        Assert.Equal(2ul, Machine.CodeVersion.StateVersion);
        _ledger.Ok(_ledger.Treasury, new BurnCapability(capability));
        _ledger.Aborts(Reason.EObjectNotFound, _ledger.Treasury, new EmergencyUpgrade(capability, Digest));
    }

    private ObjectId Node(int index) => Genesis.NodeId(Machine.Network, index);

    private void Vote(Bytes32 digest, params int[] nodes)
    {
        foreach (int node in nodes)
            _ledger.Ok(_ledger.NodeAccounts[node], new VoteUpgrade(Node(node), digest));
    }
}
