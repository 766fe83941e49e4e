using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Invariants;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Invariants;

/// <summary>A fault planted against each invariant of transactions and of the order of events is found.</summary>
public sealed class EffectInvariantTests
{
    private static readonly Epoch First = new(1);

    [Fact]
    public void K2_a_payout_below_the_principal()
    {
        Assert.Empty(EffectInvariants.Check([new StakeWithdrawn(First, Make.Id(1), Make.Id(2), 10, 10)]));
        Finds("K2", EffectInvariants.Check([new StakeWithdrawn(First, Make.Id(1), Make.Id(2), 10, 9)]));
    }

    [Fact]
    public void T2_a_supply_that_rose()
    {
        Assert.Empty(EffectInvariants.CheckSupply(5, 5));
        Finds("T2", EffectInvariants.CheckSupply(5, 6));
    }

    [Theory]
    [InlineData(100, 3, 48, 49, 0, true)]
    [InlineData(100, 3, 48, 48, 1, true)]
    [InlineData(100, 3, 0, 0, 97, true)]
    [InlineData(100, 3, 48, 48, 0, false)]
    [InlineData(100, 3, 40, 40, 17, false)]
    public void T3_a_bucket_comes_apart_whole(ulong bucket, ulong burned, ulong first, ulong second, ulong carried, bool sound)
    {
        EpochRewardsPaid paid = new(First, bucket, burned, [new NodeReward(Make.Id(1), first), new NodeReward(Make.Id(2), second)], carried);
        if (sound)
            Assert.Empty(EffectInvariants.Check([paid]));
        else
            Finds("T3", EffectInvariants.Check([paid]));
    }

    [Fact]
    public void T4_an_abort_that_left_something()
    {
        TransactionEffects abort = new(
            default, 1, TransactionStatus.Abort(Reason.EOverflow, 0), TransactionCost.None, [], [], [], []);
        Assert.Empty(EffectInvariants.CheckAbort(abort, Make.Bytes(1), Make.Bytes(1)));
        Finds("T4", EffectInvariants.CheckAbort(abort, Make.Bytes(1), Make.Bytes(2)));
        TransactionEffects loud = abort with { Events = [new LedgerEvent(0, 1, 0, 0, new EpochChangeStart(First))] };
        Finds("T4", EffectInvariants.CheckAbort(loud, Make.Bytes(1), Make.Bytes(1)));
        Assert.Empty(EffectInvariants.CheckAbort(loud with { Status = TransactionStatus.Ok }, Make.Bytes(1), Make.Bytes(2)));
    }

    [Fact]
    public void C6_events_that_come_twice_or_out_of_order()
    {
        EventBody select = new EpochParametersSelected(First);
        EventBody start = new EpochChangeStart(First);
        EventBody received = new ShardsReceived(First, [new ShardIndex(3)]);
        EventBody done = new EpochChangeDone(First);
        Assert.Empty(Follow(select, start, received, done, new EpochParametersSelected(new Epoch(2)), new EpochChangeStart(new Epoch(2))));
        Finds("C6", Follow(select, select));
        Finds("C6", Follow(start));
        Finds("C6", Follow(select, new EpochChangeStart(new Epoch(2))));
        Finds("C6", Follow(select, start, done, done));
        Finds("C6", Follow(select, start, received, received));
        Finds("C6", Follow(select, start, new ShardsReceived(new Epoch(2), [])));
    }

    private static List<string> Follow(params EventBody[] events)
    {
        EpochEventTally tally = new();
        return [.. events.Select(tally.Add).OfType<string>()];
    }

    private static void Finds(string invariant, IEnumerable<string> violations) =>
        Assert.Contains(violations, violation => violation.StartsWith(invariant + ":", StringComparison.Ordinal));
}
