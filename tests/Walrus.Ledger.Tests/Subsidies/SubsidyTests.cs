using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Subsidies;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Subsidies;

public sealed class SubsidyTests
{
    private readonly TestLedger _ledger = new();

    private LedgerMachine Machine => _ledger.Machine;

    [Fact]
    public void Direct_subsidies_go_to_the_buckets_they_name()
    {
        _ledger.Ok(_ledger.Developer, new AddPerEpochSubsidies([5, 0, 7]));
        Assert.Equal([5ul, 0, 7, 0], Machine.FutureAccounting.Entries.Take(4).Select(entry => entry.Rewards));
        _ledger.Aborts(Reason.EInvalidEpochsAhead, _ledger.Developer, new AddPerEpochSubsidies([.. Enumerable.Repeat(1ul, 54)]));
        _ledger.Aborts(Reason.EInvalidEpochsAhead, _ledger.Developer, new AddSubsidy(10, 0));
        _ledger.Aborts(Reason.EInvalidEpochsAhead, _ledger.Developer, new AddSubsidy(10, 54));
        _ledger.Aborts(Reason.EInvalidAmount, _ledger.Developer, new AddSubsidy(0, 1));
        _ledger.Aborts(Reason.EOverflow, _ledger.Developer, new AddPerEpochSubsidies([ulong.MaxValue, ulong.MaxValue]));
        _ledger.Aborts(Reason.EInvalidAmount, _ledger.Developer, new FundSubsidyPool(0));
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void Only_the_administrator_sets_rates_and_only_within_bounds()
    {
        ObjectArgument capability = ObjectArgument.FromObjectId(_ledger.CapabilityOf(CapabilityRole.SubsidyAdmin));
        SubsidyRates rates = new(80_000, 5, 6);
        _ledger.Aborts(Reason.ENotOwner, _ledger.Developer, new SetSubsidyRates(capability, rates));
        _ledger.Aborts(
            Reason.ENotAuthorized, _ledger.Treasury, new SetSubsidyRates(_ledger.CapabilityOf(CapabilityRole.EmergencyUpgrade), rates));
        _ledger.Aborts(Reason.EInvalidSubsidyRate, _ledger.Treasury, new SetSubsidyRates(capability, new SubsidyRates(1_000_001, 0, 0)));
        _ledger.Aborts(Reason.EInvalidSubsidyRate, _ledger.Treasury, new SetSubsidyRates(capability, new SubsidyRates(0, 1, ulong.MaxValue / 1000 + 1)));
        _ledger.Ok(_ledger.Treasury, new SetSubsidyRates(capability, rates));
        Assert.Equal(rates, Machine.Subsidies.Rates);
    }

    [Fact]
    public void A_pool_that_cannot_pay_in_full_pays_nothing()
    {
        ObjectArgument capability = ObjectArgument.FromObjectId(_ledger.CapabilityOf(CapabilityRole.SubsidyAdmin));
        _ledger.Ok(_ledger.Treasury, new SetSubsidyRates(capability, new SubsidyRates(0, 100, 0)), new FundSubsidyPool(399));
        _ledger.NextEpoch();
        _ledger.Aborts(Reason.EInsufficientFundsInPool, _ledger.Developer, new ProcessSubsidies());
        Assert.Equal(399ul, Machine.Subsidies.Pool);
        _ledger.Ok(_ledger.Treasury, new FundSubsidyPool(1));
        _ledger.Ok(_ledger.Developer, new ProcessSubsidies());
        Assert.Equal(0ul, Machine.Subsidies.Pool);
        _ledger.NextEpoch();
        _ledger.NextEpoch();
        _ledger.Ok(_ledger.Treasury, new FundSubsidyPool(800));
        _ledger.Ok(_ledger.Developer, new ProcessSubsidies());
        // What nobody asked for in the epoch between is lost.
        Assert.Equal(400ul, Machine.Subsidies.Pool);
        Assert.Empty(LedgerInvariants.Check(Machine));
    }
}
