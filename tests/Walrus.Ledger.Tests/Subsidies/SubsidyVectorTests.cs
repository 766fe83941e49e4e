using System.Text.Json;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;
using Walrus.Ledger.Subsidies;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Subsidies;

/// <summary>The subsidy vectors, by signed transactions: ten nodes with 100 of 1000 shards each.</summary>
public sealed class SubsidyVectorTests
{
    private const string Topic = "subsidies";

    private readonly TestLedger _ledger;

    public SubsidyVectorTests()
    {
        Genesis genesis = Make.Genesis(nodes: 10, shards: 1000, capacity: 1_000_000_000_000);
        _ledger = new TestLedger(genesis with
        {
            Nodes = [.. genesis.Nodes.Select(node => node with { Votes = node.Votes with { StoragePrice = 10_000, WritePrice = 20_000 } })],
        });
        _ledger.Sync();
    }

    public static TheoryData<string> Scripts => Vectors.Ids(Topic);

    private LedgerMachine Machine => _ledger.Machine;

    [Theory, MemberData(nameof(Scripts))]
    public void Script(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        _ledger.Ok(_ledger.Developer, new FundSubsidyPool(vector.Given.U64("fund")));
        Configure(vector.Given);
        foreach (JsonElement step in vector.Expect.GetProperty("steps").EnumerateArray())
        {
            Check(step);
            Assert.Empty(LedgerInvariants.Check(Machine));
        }
    }

    private void Configure(JsonElement rates) => _ledger.Ok(_ledger.Treasury, new SetSubsidyRates(
        _ledger.CapabilityOf(CapabilityRole.SubsidyAdmin),
        new SubsidyRates((uint)rates.U64("rateBp"), rates.U64("base"), rates.U64("perShard"))));

    private void Check(JsonElement step)
    {
        switch (step.Text("op"))
        {
            case "configure":
                Configure(step);
                break;
            case "usage":
                foreach (JsonElement purchase in step.GetProperty("buy").EnumerateArray())
                    _ledger.Ok(_ledger.Developer, new ReserveSpace(purchase[0].U64(), (uint)purchase[1].U64()));
                break;
            case "process":
                CheckProcess(step.GetProperty("result"));
                break;
            case "nextEpoch":
                CheckNextEpoch(step.GetProperty("result"));
                break;
            default:
                Assert.Fail(step.Text("op"));
                break;
        }
    }

    private void CheckProcess(JsonElement expected)
    {
        ulong[] before = [.. Machine.FutureAccounting.Entries.Take(6).Select(entry => entry.Rewards)];
        TransactionEffects effects = _ledger.Run(_ledger.Developer, new ProcessSubsidies());
        Assert.Equal(expected.Has("abort") ? expected.Text("abort") : null, effects.Status.AbortReason);
        if (!effects.Status.IsOk)
            return;
        ulong[] after = [.. Machine.FutureAccounting.Entries.Take(6).Select(entry => entry.Rewards)];
        Assert.Equal(Numbers(expected, "ringAfter"), after);
        Assert.Equal(Numbers(expected, "addedPerEpoch"), after.Zip(before, (now, then) => now - then));
        Assert.Equal(expected.U64("fixedPaidPerNode") * 10, Assert.IsType<SubsidiesProcessed>(effects.Events[^1].Body).FixedPaid);
        Assert.Equal(expected.U64("poolLeft"), Machine.Subsidies.Pool);
        StakingPool pool = Machine.State.Pools.Find(_ledger.NodeId(0))!;
        Assert.Equal(expected.U64("node1Commission"), pool.Commission);
        Assert.Equal(expected.U64("node1Blocked"), pool.BlockedCommission);
    }

    private void CheckNextEpoch(JsonElement expected)
    {
        _ledger.NextEpoch();
        EpochRewardsPaid paid = Machine.Events(0, int.MaxValue).Select(item => item.Body).OfType<EpochRewardsPaid>().Last();
        _ledger.Sync();
        Assert.Equal(expected.U64("epoch"), Machine.Epoch.Value);
        Assert.Equal(expected.U64("burned"), paid.Burned);
        Assert.Equal(expected.U64("carriedOver"), paid.Carried);
        Assert.All(paid.Rewards, reward => Assert.Equal(expected.U64("rewardPerNode"), reward.Amount));
    }

    private static IEnumerable<ulong> Numbers(JsonElement expected, string name) => expected.GetProperty(name).EnumerateArray().Select(number => number.U64());
}
