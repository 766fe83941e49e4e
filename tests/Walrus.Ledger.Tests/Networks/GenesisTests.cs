using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Networks;

public sealed class GenesisTests
{
    private readonly Genesis _genesis = Make.Genesis();

    [Fact]
    public void Nodes_have_the_ids_that_follow_from_the_network()
    {
        LedgerMachine machine = Make.Machine(_genesis);
        Assert.Equal(_genesis.ComputeNetworkId(), machine.Network);
        for (int i = 0; i < _genesis.Nodes.Length; i++)
            Assert.Equal(_genesis.Nodes[i].Name, machine.FindNode(Genesis.NodeId(machine.Network, i))!.Name);
        Assert.Equal(_genesis.Nodes[0].Stake, machine.StakeOf(Genesis.NodeId(machine.Network, 0)));
    }

    [Fact]
    public void A_file_founds_the_same_network() =>
        Assert.Equal(_genesis.ComputeNetworkId(), BcsFormat.FromBytes<Genesis>(BcsFormat.ToBytes(_genesis)).ComputeNetworkId());

    [Fact]
    public void Any_difference_founds_another_network() =>
        Assert.NotEqual(_genesis.ComputeNetworkId(), (_genesis with { EpochDurationMs = 1001 }).ComputeNetworkId());

    [Fact]
    public void What_cannot_be_a_network_is_refused()
    {
        GenesisNode node = _genesis.Nodes[0];
        Genesis[] wrong =
        [
            _genesis with { Shards = 3 },
            _genesis with { Shards = 1001 },
            _genesis with { EpochDurationMs = 1 },
            _genesis with { MaxEpochsAhead = 0 },
            _genesis with { MaxEpochsAhead = 1001 },
            _genesis with { Name = new string('x', 101) },
            _genesis with { Accounts = _genesis.Accounts.RemoveAt(0) },
            _genesis with { Accounts = [.. _genesis.Accounts.Reverse()] },
            _genesis with { Nodes = [] },
            _genesis with { Nodes = [.. _genesis.Nodes.Select(item => item with { Name = "same" })] },
            _genesis with { Nodes = [.. _genesis.Nodes.Select(item => item with { BlsKey = node.BlsKey })] },
            _genesis with { Nodes = _genesis.Nodes.SetItem(0, node with { Url = new string('x', 260) }) },
            _genesis with { Nodes = _genesis.Nodes.SetItem(0, node with { NetworkKey = new byte[129] }) },
            _genesis with { Parameters = [new GenesisParameter((GovernedParameter)99, 1)] },
            _genesis with { Parameters = [new GenesisParameter(GovernedParameter.ChallengeWindows, 1)] },
            _genesis with { Parameters = [.. Enumerable.Repeat(new GenesisParameter(GovernedParameter.ChallengeWindows, 16), 2)] },
        ];
        foreach (Genesis genesis in wrong)
            Refused(Reason.EInvalidGenesis, genesis);
        Refused(Reason.EIncorrectCommissionRate, _genesis with { Nodes = _genesis.Nodes.SetItem(0, node with { CommissionBp = 10_001 }) });
        Refused(Reason.EInvalidProofOfPossession, _genesis with { Nodes = _genesis.Nodes.SetItem(0, node with { Account = Make.Address(1) }) });
    }

    [Fact]
    public void Governed_parameters_come_from_the_genesis_or_their_defaults()
    {
        LedgerMachine machine = Make.Machine(_genesis with { Parameters = [new GenesisParameter(GovernedParameter.ChallengeWindows, 16)] });
        Assert.Equal(16ul, machine.Parameter(GovernedParameter.ChallengeWindows));
        Assert.Equal(1ul, machine.Parameter(GovernedParameter.ChallengeLanes));
        Assert.Throws<ArgumentOutOfRangeException>(() => machine.Parameter((GovernedParameter)99));
    }

    [Fact]
    public void Keys_are_proven_with_real_signatures_by_default()
    {
        GenesisNode[] nodes = [.. _genesis.Nodes.Select((node, i) => node with
        {
            ProofOfPossession = ProofOfPossession.Prove(Make.SecretKey((ulong)i + 1), new Epoch(0), node.Account).Bytes,
        })];
        Genesis proven = _genesis with { Nodes = [.. nodes] };
        Assert.Equal(4, new LedgerMachine(proven, new CertificateVerifier()).CurrentCommittee.Members.Count);
        Genesis swapped = proven with { Nodes = proven.Nodes.SetItem(0, nodes[0] with { ProofOfPossession = nodes[1].ProofOfPossession }) };
        LedgerException refusal = Assert.Throws<LedgerException>(() => new LedgerMachine(swapped, new CertificateVerifier()));
        Assert.Equal(Reason.EInvalidProofOfPossession, refusal.Reason);
    }

    private static void Refused(string reason, Genesis genesis) =>
        Assert.Equal(reason, Assert.Throws<LedgerException>(() => Make.Machine(genesis)).Reason);
}
