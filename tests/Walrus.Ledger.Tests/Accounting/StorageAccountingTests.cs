using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Pools;
using Walrus.Ledger.State;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Accounting;

public sealed class StorageAccountingTests
{
    private const string Topic = "storage-accounting";

    private readonly Dictionary<string, ObjectId> _reservations = [];

    public static TheoryData<string> Scripts => Vectors.Ids(Topic);

    [Theory, MemberData(nameof(Scripts))]
    public void Script(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        RuleBench bench = Bench(vector.Given);
        foreach (JsonElement step in vector.Expect.GetProperty("steps").EnumerateArray())
            Check(bench, step);
    }

    private static RuleBench Bench(JsonElement given)
    {
        RuleBench bench = new(shards: 100, maxEpochsAhead: (uint)given.Int("maxEpochsAhead"), epoch: (uint)given.Int("epoch"));
        bench.SetCapacity(given.U64("totalCapacity"));
        bench.SetPrices(given.U64("storagePrice"), given.U64("writePrice"));
        JsonElement[] members = [.. given.GetProperty("committee").EnumerateArray()];
        bench.SetCommittee((uint)given.Int("epoch"), members.Select(member => (member.U64("id"), member.Int("weight"))));
        foreach (JsonElement member in members)
            bench.State.Nodes.Set(Make.Id(member.U64("id")), Make.StorageNode(member.U64("id"), new NodeVotes(0, 0, 0, 0)));
        return bench;
    }

    private void Check(RuleBench bench, JsonElement step)
    {
        JsonElement? result = step.TryGetProperty("result", out JsonElement given) ? given : null;
        switch (step.Text("op"))
        {
            case "reserve":
                CheckPurchase(bench, step, result!.Value, new ReserveSpace(step.U64("size"), (uint)step.U64("epochsAhead")));
                break;
            case "reserveFor":
                CheckPurchase(bench, step, result!.Value, new ReserveSpaceFor(
                    step.U64("size"), new Epoch((uint)step.U64("start")), new Epoch((uint)step.U64("end"))));
                break;
            case "extend":
                CheckExtension(bench, step, result!.Value);
                break;
            case "poolCreate":
                CheckPool(bench, step, result!.Value, new CreatePool(step.U64("size"), (uint)step.U64("epochsAhead")));
                break;
            case "poolExtend":
                CheckPool(bench, step, result!.Value, new ExtendPool(Pool(step), (uint)step.U64("epochs")));
                break;
            case "poolIncrease":
                CheckPool(bench, step, result!.Value, new IncreasePool(Pool(step), step.U64("size")));
                break;
            case "addSubsidy":
                Assert.True(bench.Run(new AddSubsidy(step.U64("amount"), (uint)step.U64("epochsAhead"))).Status.IsOk);
                break;
            case "writeFee":
                Assert.Equal(result!.Value.U64("units"), Pricing.Units(step.U64("encodedSize")));
                Assert.Equal(result.Value.U64("cost"), SpaceMarket.TakeWriteFee(bench.State, step.U64("encodedSize")));
                break;
            case "system":
                Assert.Equal(result!.Value.U64("epoch"), bench.State.Now.Value);
                CheckCapacity(bench, result.Value);
                break;
            case "ring":
                CheckRing(bench, step, result!.Value);
                break;
            case "burn":
                Burn(bench, result!.Value);
                break;
            case "advanceEpoch":
                Advance(bench, step, result!.Value);
                break;
            default:
                Assert.Fail(step.Text("op"));
                break;
        }
    }

    private void CheckPurchase(RuleBench bench, JsonElement step, JsonElement expected, Command purchase)
    {
        TransactionEffects effects = bench.Run(purchase);
        Assert.Equal(expected.Has("abort") ? expected.Text("abort") : null, effects.Status.AbortReason);
        if (!effects.Status.IsOk)
            return;
        Assert.Equal(expected.U64("cost"), effects.Cost.Storage);
        ObjectId id = _reservations[step.Text("id")] = Assert.Single(effects.Created);
        StorageReservation bought = Assert.IsType<StorageReservation>(bench.State.Objects.Find(id));
        Assert.Equal(expected.U64("start"), bought.Start.Value);
        Assert.Equal(expected.U64("end"), bought.End.Value);
    }

    private void CheckExtension(RuleBench bench, JsonElement step, JsonElement expected)
    {
        StorageReservation reservation = Assert.IsType<StorageReservation>(bench.State.Objects.Find(_reservations[step.Text("id")]));
        uint epochs = (uint)step.U64("epochs");
        LedgerState layer = bench.State.Fork();
        if (expected.Has("abort"))
        {
            Assert.Equal(
                expected.Text("abort"),
                Assert.Throws<LedgerException>(() => SpaceMarket.SellExtension(layer, reservation.End, epochs, reservation.Size)).Reason);
            return;
        }

        Assert.Equal(expected.U64("cost"), SpaceMarket.SellExtension(layer, reservation.End, epochs, reservation.Size));
        Assert.Equal(expected.U64("end"), reservation.End.Plus(epochs).Value);
        layer.Commit();
    }

    private PoolArgument Pool(JsonElement step) => PoolArgument.Pool(_reservations[step.Text("id")]);

    private void CheckPool(RuleBench bench, JsonElement step, JsonElement expected, Command command)
    {
        TransactionEffects effects = bench.Run(command);
        Assert.Equal(expected.Has("abort") ? expected.Text("abort") : null, effects.Status.AbortReason);
        if (!effects.Status.IsOk)
            return;
        Assert.Equal(expected.U64("cost"), effects.Cost.Storage);
        StoragePool pool = effects.Created.Concat(effects.Mutated).Select(bench.State.Objects.Find).OfType<StoragePool>().Single();
        Assert.Equal(expected.U64("end"), pool.End.Value);
        _reservations[step.Text("id")] = pool.Id;
    }

    private static void CheckCapacity(RuleBench bench, JsonElement expected)
    {
        Assert.Equal(expected.U64("usedCapacity"), bench.State.System.Value.UsedCapacity);
        Assert.Equal(expected.U64("totalCapacity"), bench.State.System.Value.TotalCapacity);
    }

    private static void CheckRing(RuleBench bench, JsonElement step, JsonElement expected)
    {
        RingEntry[] entries = [.. expected.GetProperty("ring").EnumerateArray().Select(entry =>
            new RingEntry(new Epoch((uint)entry[0].U64()), entry[1].U64(), entry[2].U64()))];
        Assert.Equal(entries, bench.State.System.Value.Ring.Entries.Take(step.Int("first")));
    }

    // The scripts take the burned part out by a step of its own, if at all.
    private static void Burn(RuleBench bench, JsonElement expected)
    {
        SystemState system = bench.State.System.Value;
        RingEntry now = system.Ring.Entries[0];
        ulong burned = BucketSplit.BurnOf(now.Rewards);
        Assert.Equal(expected.U64("burned"), burned);
        FutureAccounting ring = FutureAccounting.Create(now.Epoch, (uint)system.Ring.Entries.Count);
        foreach (RingEntry entry in system.Ring.Entries)
        {
            ulong left = entry == now ? entry.Rewards - burned : entry.Rewards;
            ring = ring.Add(entry.Epoch, entry.Epoch.Plus(1), entry.UsedCapacity, left);
        }

        bench.State.System.Value = system with { Ring = ring, Burned = system.Burned + burned };
    }

    // The change of an epoch but for the burn, which the scripts list apart.
    private static void Advance(RuleBench bench, JsonElement step, JsonElement expected)
    {
        SystemState system = bench.State.System.Value;
        EpochState epochs = bench.State.Epochs.Value;
        (RingEntry ended, FutureAccounting ring) = system.Ring.Pop();
        BucketSplit split = BucketSplit.Divide(
            ended.Rewards, ended.UsedCapacity, [.. epochs.Current.Members.Select(member => new RewardShare(member.Node, member.Weight, 0))]);
        ring = ring.AddNow(split.Carried);
        ulong capacity = EpochChange.TotalCapacity(step.U64("votedCapacity"), ring.Entries[0].UsedCapacity);
        bench.State.System.Value = system with { Ring = ring, TotalCapacity = capacity };
        bench.State.Epochs.Value = epochs with { Current = new Committee(epochs.Current.Epoch.Plus(1), epochs.Current.Members) };

        IEnumerable<ulong> rewards = epochs.Current.Members.Select(member =>
            expected.GetProperty("rewards").EnumerateObject().Single(reward => Make.Id(ulong.Parse(reward.Name, null)) == member.Node).Value.U64());
        Assert.Equal(rewards, split.Rewards);
        Assert.Equal(expected.U64("carriedOver"), split.Carried);
        CheckCapacity(bench, expected);
    }
}
