using Walrus.Core.Bcs;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Staking;
using Walrus.Ledger.Tests.Formats;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.State;

/// <summary>Records of the state are read as they were written.</summary>
public sealed class StateRecordTests
{
    private delegate T Reader<out T>(ref BcsReader reader);

    [Fact]
    public void Nodes() => Check(
        new StorageNode(Samples.First, Samples.Account, Samples.Profile, Samples.Key, Samples.Votes)
        {
            NextBlsKey = Make.Key(1),
            CommissionReceiver = Authority.Of(Samples.Second),
            GovernanceAuthority = Authority.Of(Samples.Other),
            IsRetired = true,
            LastSyncDone = Samples.Now,
            DenyListSize = 7,
        },
        static (node, writer) => node.Write(writer),
        StorageNode.Read);

    [Fact]
    public void Slashing_proposals() => Check(
        new SlashingProposal(Samples.First, Samples.Now, 300, [Samples.First, Samples.Second]),
        static (proposal, writer) => proposal.Write(writer),
        SlashingProposal.Read);

    [Fact]
    public void Epochs()
    {
        TestLedger ledger = new();
        ledger.NextEpoch();
        CheckEpochs(ledger);
        ledger.EndVoting();
        CheckEpochs(ledger);
    }

    [Fact]
    public void A_phase_that_there_is_not_is_refused() => Assert.Throws<BcsException>(static () =>
    {
        BcsReader reader = new([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        EpochPhase.Read(ref reader);
    });

    private static void CheckEpochs(TestLedger ledger) =>
        Check(ledger.Machine.State.Epochs.Value, static (epochs, writer) => epochs.Write(writer), EpochState.Read);

    private static void Check<T>(T value, Action<T, BcsWriter> write, Reader<T> read)
    {
        BcsWriter writer = new();
        write(value, writer);
        BcsReader reader = new(writer.Written.Span);
        T copy = read(ref reader);
        reader.End();
        BcsWriter again = new();
        write(copy, again);
        Assert.Equal(writer.ToArray(), again.ToArray());
    }
}
