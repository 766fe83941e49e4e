using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Epochs;

/// <summary>A sync that takes longer than it may (control plane 4.4).</summary>
public sealed class ForcedSyncTests
{
    private readonly TestLedger _ledger = new(nodes: 4, shards: 13);

    private LedgerMachine Machine => _ledger.Machine;

    public ForcedSyncTests() => _ledger.NextEpoch();

    [Fact]
    public void It_must_have_lasted_an_epoch()
    {
        Attest(0);
        Attest(1);
        Assert.Equal(_ledger.NowMs + 1000, Machine.SyncTimeoutMs);
        _ledger.NowMs += 999;
        _ledger.Aborts(Reason.EWrongEpochState, _ledger.Treasury, new ForceSyncDone());
        _ledger.NowMs += 1;
        TransactionEffects effects = _ledger.Ok(_ledger.Treasury, new ForceSyncDone());
        Assert.Equal([new EpochSyncOverdue(new Epoch(2), Synced, Forced: true), new EpochChangeDone(new Epoch(2))], effects.Events.Select(item => item.Body));
        Assert.Equal(_ledger.NowMs, Machine.EpochStatus.StartMs);
        Assert.Null(Machine.SyncTimeoutMs);
        _ledger.Aborts(Reason.EWrongEpochState, _ledger.Treasury, new ForceSyncDone());
        // The others may still say that they hold their shards, which changes nothing.
        effects = _ledger.Ok(_ledger.NodeAccounts[2], new EpochSyncDone(Node(2), new Epoch(2)));
        Assert.IsType<ShardsReceived>(Assert.Single(effects.Events).Body);
        _ledger.NextEpoch();
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void Without_a_correct_node_for_sure_there_is_only_the_alarm()
    {
        Attest(0);
        _ledger.NowMs += 5000;
        TransactionEffects effects = _ledger.Ok(_ledger.Treasury, new ForceSyncDone());
        Assert.Equal(new EpochSyncOverdue(new Epoch(2), Synced, Forced: false), Assert.Single(effects.Events).Body);
        Assert.Equal(EpochPhaseKind.ChangeSync, Machine.EpochStatus.Phase.Kind);
        Attest(1);
        _ledger.Ok(_ledger.Treasury, new ForceSyncDone());
        Assert.Equal(EpochPhaseKind.ChangeDone, Machine.EpochStatus.Phase.Kind);
    }

    [Theory]
    [InlineData(100, 1000)]
    [InlineData(2500, 2500)]
    [InlineData(100_000, 100_000)]
    public void The_bound_is_governed_and_never_below_an_epoch(ulong permille, ulong timeoutMs)
    {
        Genesis genesis = Make.Genesis(epochMs: 1000) with { Parameters = [new GenesisParameter(GovernedParameter.SyncTimeoutPermille, permille)] };
        Assert.Equal(timeoutMs, Make.Machine(genesis).SyncTimeoutMs);
    }

    private ushort Synced => (ushort)Machine.CurrentCommittee.Members
        .Where(member => Machine.FindNode(member.Node)!.LastSyncDone == Machine.Epoch).Sum(member => member.Weight);

    private ObjectId Node(int index) => Genesis.NodeId(Machine.Network, index);

    private void Attest(int index) => _ledger.Ok(_ledger.NodeAccounts[index], new EpochSyncDone(Node(index), Machine.Epoch));
}
