using System.Globalization;
using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Staking;

public sealed class StakingPoolTests
{
    private readonly Dictionary<string, StakedWal> _positions = [];
    private StakingPool? _pool;
    private uint _epoch;
    private bool _selected;

    public static TheoryData<string> Pools => Vectors.Ids("pool-scenarios");

    public static TheoryData<string> Commissions => Vectors.Ids("commission");

    private StakingPool Pool => _pool!;

    [Theory, MemberData(nameof(Pools))]
    public void Pool_scenario(string id) => Run(Vectors.Case("pool-scenarios", id));

    [Theory, MemberData(nameof(Commissions))]
    public void Commission_scenario(string id) => Run(Vectors.Case("commission", id));

    [Fact]
    public void Commission_is_burned_whole()
    {
        StakingPool pool = StakingPool.Create(new Epoch(0), false, 0).AddCommission(70, blocked: true).AddCommission(30, blocked: false);
        pool = pool.BurnCommission(out ulong burned);
        Assert.Equal(100ul, burned);
        Assert.True(pool.IsEmpty);
        Assert.Equal(0ul, pool.BlockedCommission);
    }

    [Fact]
    public void A_pool_without_stake_takes_no_reward() => Assert.Equal(
        Reason.EIncorrectEpochAdvance,
        Assert.Throws<LedgerException>(() => StakingPool.Create(new Epoch(0), false, 0).Advance(new Epoch(1), 1)).Reason);

    private void Run(VectorCase vector)
    {
        foreach (JsonElement step in vector.Expect.GetProperty("steps").EnumerateArray())
        {
            JsonElement result = step.Has("result") ? step.GetProperty("result") : default;
            if (result.ValueKind == JsonValueKind.Object && result.Has("abort"))
                Refuses(result.Text("abort"), step);
            else
                Apply(step, result);
        }
    }

    private void Refuses(string reason, JsonElement step)
    {
        StakingPool? before = _pool;
        Assert.Equal(reason, Assert.Throws<LedgerException>(() => Apply(step, default)).Reason);
        Assert.Same(before, _pool);
    }

    private void Apply(JsonElement step, JsonElement result)
    {
        switch (step.Text("op"))
        {
            case "selectCommittee":
                _selected = true;
                break;
            case "nextEpoch":
                _epoch++;
                _selected = false;
                Assert.Equal(result.U64("epoch"), _epoch);
                break;
            case "state":
                CheckState(result);
                break;
            case "split":
                (_positions[step.Text("id")], _positions[step.Text("newId")]) = StakePositions.Split(Position(step), step.U64("amount"));
                break;
            case "join":
                StakedWal joined = StakePositions.Join(Position(step), _positions[step.Text("other")]);
                _positions[step.Text("id")] = joined;
                _positions.Remove(step.Text("other"));
                Assert.Equal(result.U64("principal"), joined.Principal);
                break;
            default:
                _pool = Next(step, result);
                break;
        }
    }

    private StakingPool Next(JsonElement step, JsonElement result) => step.Text("op") switch
    {
        "newPool" => StakingPool.Create(new Epoch(_epoch), _selected, step.Has("commissionBp") ? (ushort)step.U64("commissionBp") : (ushort)0),
        "stake" => Stake(step, result),
        "advancePool" => Pool.Advance(new Epoch(_epoch), step.U64("rewards")),
        "requestWithdraw" => RequestWithdrawal(step, result),
        "withdraw" => Withdraw(step, result),
        "setCommission" => Pool.SetNextCommission(new Epoch(_epoch), (ushort)step.U64("bp")),
        "addCommission" => Pool.AddCommission(step.U64("amount"), step.GetProperty("block").GetBoolean()),
        "clearBlocked" => Pool.ClearBlocked(),
        "collectCommission" => CollectCommission(result),
        string other => throw new InvalidOperationException(other),
    };

    private StakingPool Stake(JsonElement step, JsonElement result)
    {
        StakeMoment moment = Moment(step);
        StakingPool next = Pool.Stake(moment, step.U64("amount"));
        _positions[step.Text("id")] = new StakedWal(Make.Id(1), Make.Address(1), Make.Id(2), step.U64("amount"), moment.Activation, null);
        Assert.Equal(result.U64("activationEpoch"), moment.Activation.Value);
        return next;
    }

    private StakingPool RequestWithdrawal(JsonElement step, JsonElement result)
    {
        StakingPool next = Pool.RequestWithdrawal(Moment(step), Position(step), out StakedWal leaving);
        Assert.Equal(result.U64("withdrawEpoch"), leaving.WithdrawEpoch!.Value.Value);
        _positions[step.Text("id")] = leaving;
        return next;
    }

    private StakingPool Withdraw(JsonElement step, JsonElement result)
    {
        StakingPool next = Pool.Withdraw(Moment(step), Position(step), out ulong payout);
        Assert.Equal(result.U64("payout"), payout);
        _positions.Remove(step.Text("id"));
        return next;
    }

    private StakingPool CollectCommission(JsonElement result)
    {
        StakingPool next = Pool.CollectCommission(out ulong amount);
        Assert.Equal(result.U64("amount"), amount);
        return next;
    }

    private void CheckState(JsonElement expected)
    {
        foreach (JsonProperty field in expected.EnumerateObject())
        {
            if (field.Name == "empty")
                Assert.Equal(field.Value.GetBoolean(), Pool.IsEmpty);
            else
                Assert.Equal((field.Name, field.Value.U64()), (field.Name, Value(field.Name)));
        }
    }

    private ulong Value(string field) => field.Split(':') switch
    {
        ["walBalance"] => Pool.WalBalance,
        ["numShares"] => Pool.Shares,
        ["rewardsPool"] => Pool.RewardsPool,
        ["commission"] => Pool.Commission,
        ["blocked"] => Pool.BlockedCommission,
        ["commissionBp"] => Pool.CommissionBp,
        ["balanceAt", string epoch] => Pool.BalanceAt(new Epoch(uint.Parse(epoch, CultureInfo.InvariantCulture))),
        _ => throw new InvalidOperationException(field),
    };

    private StakedWal Position(JsonElement step) => _positions[step.Text("id")];

    private StakeMoment Moment(JsonElement step) => new(
        new Epoch(_epoch), _selected, Flag(step, "inCurrent"), Flag(step, "inNext"));

    private static bool Flag(JsonElement step, string name) => step.Has(name) && step.GetProperty(name).GetBoolean();
}
