using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Staking;

public sealed class StakeTimingTests
{
    private const string Topic = "stake-timing";
    private const ulong Amount = 1_000_000_000_000;

    public static TheoryData<string> Activations => Vectors.Ids(Topic, "activation");

    public static TheoryData<string> Actions => Vectors.Ids(Topic, "action");

    [Theory, MemberData(nameof(Activations))]
    public void Stake_counts_from_the_next_epoch_or_the_one_after(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        Assert.Equal(vector.Expect.U64("activationEpoch"), Moment(vector.Given).Activation.Value);
    }

    [Theory, MemberData(nameof(Actions))]
    public void Stake_leaves_when_its_node_can_spare_it(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        StakeMoment moment = Moment(vector.Given);
        Epoch activation = new((uint)vector.Given.U64("activationEpoch"));
        StakedWal position = new(Make.Id(1), Make.Address(1), Make.Id(2), Amount, activation, WithdrawEpoch: null);
        StakingPool pool = Pool(moment.Epoch, activation);
        CheckRequest(vector.Expect.GetProperty("request"), pool, moment, position);
        CheckWithdrawal(vector.Expect.GetProperty("withdraw"), pool, moment, position);
    }

    private static void CheckRequest(JsonElement expected, StakingPool pool, StakeMoment moment, StakedWal position)
    {
        if (expected.Has("abort"))
        {
            LedgerException refusal = Assert.Throws<LedgerException>(() => pool.RequestWithdrawal(moment, position, out _));
            Assert.Equal(expected.Text("abort"), refusal.Reason);
            return;
        }

        pool.RequestWithdrawal(moment, position, out StakedWal leaving);
        Assert.Equal(expected.U64("withdrawEpoch"), leaving.WithdrawEpoch!.Value.Value);
    }

    private static void CheckWithdrawal(JsonElement expected, StakingPool pool, StakeMoment moment, StakedWal position)
    {
        if (expected.ValueKind == JsonValueKind.Object)
        {
            LedgerException refusal = Assert.Throws<LedgerException>(() => pool.Withdraw(moment, position, out _));
            Assert.Equal(expected.Text("abort"), refusal.Reason);
            return;
        }

        Assert.Equal("immediate", expected.GetString());
        pool.Withdraw(moment, position, out ulong payout);
        Assert.Equal(Amount, payout);
    }

    // A pool in which the position lies where its activation epoch puts it.
    private static StakingPool Pool(Epoch now, Epoch activation)
    {
        StakingPool pool = StakingPool.Create(new Epoch(0), selected: false, commissionBp: 0);
        pool = pool.Stake(new StakeMoment(new Epoch(activation.Value - 1), false, false, false), Amount);
        for (uint epoch = 1; epoch <= now.Value; epoch++)
            pool = pool.Advance(new Epoch(epoch), 0);
        return pool;
    }

    private static StakeMoment Moment(JsonElement given) => new(
        new Epoch((uint)given.U64("epoch")), given.GetProperty("selected").GetBoolean(), Flag(given, "inCurrent"), Flag(given, "inNext"));

    private static bool Flag(JsonElement given, string name) => given.Has(name) && given.GetProperty(name).GetBoolean();
}
