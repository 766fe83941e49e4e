using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Accounting;

public sealed class TokenTests
{
    private readonly TestLedger _ledger = new();

    [Fact]
    public void The_supply_is_what_the_protocol_says()
    {
        VectorCase vector = Vectors.Case("token", "supply");
        Assert.Equal(Genesis.Supply, vector.Expect.U64("initialSupply"));
        Assert.Equal(vector.Expect.U64("initialSupply"), _ledger.Machine.Supply);
    }

    [Fact]
    public void Burning_lowers_the_supply()
    {
        VectorCase vector = Vectors.Case("token", "burn-1000-wal");
        _ledger.Ok(_ledger.Developer, new BurnWal(vector.Given.U64("amount")));
        Assert.Equal(vector.Expect.U64("supply"), _ledger.Machine.Supply);
        Assert.Empty(LedgerInvariants.Check(_ledger.Machine));
    }

    [Fact]
    public void Nobody_spends_more_than_there_is()
    {
        ulong all = _ledger.Balance(_ledger.Developer);
        _ledger.Aborts(Reason.EInsufficientBalance, _ledger.Developer, new TransferWal(Make.Address(5), all + 1));
        _ledger.Aborts(Reason.EInvalidAmount, _ledger.Developer, new TransferWal(Make.Address(5), 0));
        _ledger.Aborts(Reason.EInvalidAmount, _ledger.Developer, new BurnWal(0));
        _ledger.Ok(_ledger.Developer, new TransferWal(Make.Address(5), all));
        Assert.Equal(Reason.EInsufficientBalance, _ledger.Outcome(_ledger.Sign(_ledger.Developer, new BurnWal(1))).RefusalReason);
    }

    [Fact]
    public void WAL_sent_to_oneself_stays() =>
        Assert.Equal(_ledger.Balance(_ledger.Developer), AfterSelfTransfer());

    private ulong AfterSelfTransfer()
    {
        _ledger.Ok(_ledger.Developer, new TransferWal(_ledger.Developer.Address, 1000));
        return _ledger.Balance(_ledger.Developer);
    }
}
