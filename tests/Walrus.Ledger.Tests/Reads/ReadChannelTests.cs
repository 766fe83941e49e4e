using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Reads;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Reads;

public sealed class ReadChannelTests
{
    private const ulong MiB = 1 << 20;
    private const ulong Price = 10;

    private readonly TestLedger _ledger = Paid();

    private LedgerMachine Machine => _ledger.Machine;

    private Ed25519Account Reader => _ledger.Developer;

    private Ed25519Account Gateway => _ledger.Treasury;

    /// <summary>A ledger whose nodes voted for a price of reading.</summary>
    public static TestLedger Paid()
    {
        Genesis genesis = Make.Genesis();
        return new TestLedger(genesis with { Nodes = [.. genesis.Nodes.Select(node => node with { Votes = node.Votes with { ReadPrice = Price } })] });
    }

    [Fact]
    public void The_nodes_that_served_are_paid_by_bytes_and_the_rest_goes_to_the_epoch()
    {
        Deposit(1000);
        ulong bucket = Machine.FutureAccounting.Entries[0].Rewards;
        ServedBytes[] served = [.. Served((0, 2 * MiB), (1, MiB)).OrderBy(claim => claim.Node)];
        TransactionEffects effects = Settle(Sign(2 * MiB + 1), served);
        Assert.Equal(TransactionStatus.Ok, effects.Status);
        ReadsPaid paid = Assert.IsType<ReadsPaid>(effects.Events[^1].Body);
        // Three started MiB at 10 FROST; the floors of 20 and 10 leave nothing.
        Assert.Equal((30ul, 0ul), (paid.Total, paid.Remainder));
        Assert.Equal(served.Select(claim => new NodeReward(claim.Node, claim.Bytes / MiB * 10)), paid.Nodes);
        Assert.Equal(bucket, Machine.FutureAccounting.Entries[0].Rewards);
        effects = Settle(Sign(3 * MiB + 1), [.. Served((0, 1), (1, 1), (2, 1)).OrderBy(claim => claim.Node)]);
        paid = Assert.IsType<ReadsPaid>(effects.Events[^1].Body);
        Assert.Equal((10ul, 1ul), (paid.Total, paid.Remainder));
        Assert.All(paid.Nodes, node => Assert.Equal(3ul, node.Amount));
        Assert.Equal(bucket + 1, Machine.FutureAccounting.Entries[0].Rewards);
        Assert.Equal((960ul, 3 * MiB + 1), (Channel.Balance, Channel.SettledBytes));
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void What_no_node_served_goes_to_the_epoch_whole()
    {
        Deposit(1000);
        ulong bucket = Machine.FutureAccounting.Entries[0].Rewards;
        Assert.Equal(TransactionStatus.Ok, Settle(Sign(MiB)).Status);
        Assert.Equal(bucket + Price, Machine.FutureAccounting.Entries[0].Rewards);
    }

    [Fact]
    public void Vouchers_that_promise_nothing_new_are_refused()
    {
        Deposit(1000);
        SignedVoucher voucher = Sign(5 * MiB);
        Assert.True(Settle(voucher).Status.IsOk);
        Assert.Equal(Reason.EVoucherReplayed, Settle(voucher).Status.AbortReason);
        Assert.Equal(Reason.EVoucherShrunken, Settle(Sign(4 * MiB)).Status.AbortReason);
        Assert.Equal(Reason.EVoucherReplayed, SettleAll([Sign(6 * MiB), Sign(6 * MiB)]).Status.AbortReason);
        Assert.Equal(5 * MiB, Channel.SettledBytes);
    }

    [Fact]
    public void Forged_vouchers_are_refused()
    {
        Deposit(1000);
        Voucher voucher = new(Channel.Id, MiB, Machine.Epoch);
        SignedVoucher genuine = SignedVoucher.Sign(voucher, Machine.Network, Reader);
        byte[] bytes = Core.Bcs.BcsFormat.ToBytes(genuine);
        bytes[32]++;
        Assert.Equal(Reason.EInvalidVoucher, Settle(Core.Bcs.BcsFormat.FromBytes<SignedVoucher>(bytes)).Status.AbortReason);
        Assert.Equal(Reason.EInvalidVoucher, Settle(SignedVoucher.Sign(voucher, new NetworkId(Make.Bytes(1)), Reader)).Status.AbortReason);
        Assert.Equal(Reason.EChannelNotFound, Settle(SignedVoucher.Sign(voucher, Machine.Network, Gateway)).Status.AbortReason);
        _ledger.Aborts(Reason.EChannelNotFound, _ledger.NodeAccounts[0], new SettleReads([genuine], []));
        Assert.Equal(0ul, Channel.SettledBytes);
    }

    [Fact]
    public void Expired_and_overdrawn_vouchers_are_refused()
    {
        Deposit(25);
        SignedVoucher early = Sign(MiB);
        Assert.Equal(Reason.EChannelOverdrawn, Settle(Sign(2 * MiB + 1)).Status.AbortReason);
        Assert.True(Settle(Sign(2 * MiB)).Status.IsOk);
        Assert.Equal(5ul, Channel.Balance);
        Deposit(1000);
        _ledger.NextEpoch();
        Assert.Equal(Reason.EVoucherShrunken, Settle(early).Status.AbortReason);
        SignedVoucher late = Sign(9 * MiB);
        _ledger.NextEpoch();
        Assert.Equal(Reason.EVoucherExpired, Settle(late).Status.AbortReason);
    }

    [Fact]
    public void Claims_that_make_no_sense_are_refused()
    {
        Deposit(1000);
        ObjectId[] nodes = [.. Enumerable.Range(0, 2).Select(_ledger.NodeId).Order()];
        Assert.Equal(Reason.EInvalidClaim, Settle(Sign(MiB), new ServedBytes(nodes[1], 1), new ServedBytes(nodes[0], 1)).Status.AbortReason);
        Assert.Equal(Reason.EInvalidClaim, Settle(Sign(MiB), new ServedBytes(nodes[0], 1), new ServedBytes(nodes[0], 1)).Status.AbortReason);
        Assert.Equal(Reason.EInvalidClaim, Settle(Sign(MiB), new ServedBytes(nodes[0], 0)).Status.AbortReason);
        Assert.Equal(Reason.EObjectNotFound, Settle(Sign(MiB), new ServedBytes(Make.Id(1), 1)).Status.AbortReason);
        Assert.Equal(Reason.EInvalidAmount, SettleAll([]).Status.AbortReason);
        Assert.Equal(1000ul, Channel.Balance);
    }

    [Fact]
    public void A_gateway_has_a_whole_epoch_to_settle_before_the_balance_is_taken_back()
    {
        Deposit(1000);
        ObjectId first = Channel.Id;
        _ledger.Aborts(Reason.EChannelNotClosed, Reader, new WithdrawReadBalance(Gateway.Address));
        _ledger.Ok(Reader, new CloseReadChannel(Gateway.Address));
        _ledger.Aborts(Reason.EChannelClosing, Reader, new CloseReadChannel(Gateway.Address));
        _ledger.Aborts(Reason.EChannelClosing, Reader, new DepositForReads(Gateway.Address, 1));
        _ledger.NextEpoch();
        _ledger.Aborts(Reason.EChannelNotClosed, Reader, new WithdrawReadBalance(Gateway.Address));
        Assert.True(Settle(Sign(MiB)).Status.IsOk);
        _ledger.NextEpoch();
        ulong before = _ledger.Balance(Reader);
        _ledger.Ok(Reader, new WithdrawReadBalance(Gateway.Address));
        Assert.Equal(before + 990, _ledger.Balance(Reader));
        Assert.Null(Machine.FindChannel(Reader.Address, Gateway.Address));
        _ledger.Aborts(Reason.EChannelNotFound, Reader, new WithdrawReadBalance(Gateway.Address));

        SignedVoucher old = SignedVoucher.Sign(new Voucher(first, 5 * MiB, Machine.Epoch), Machine.Network, Reader);
        Deposit(1000);
        Assert.NotEqual(first, Channel.Id);
        Assert.Equal(Reason.EWrongChannel, Settle(old).Status.AbortReason);
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void Where_reads_are_free_vouchers_cost_nothing()
    {
        TestLedger free = new();
        free.Ok(free.Developer, new DepositForReads(free.Treasury.Address, 1));
        ReadChannel channel = free.Machine.FindChannel(free.Developer.Address, free.Treasury.Address)!;
        SignedVoucher voucher = SignedVoucher.Sign(new Voucher(channel.Id, ulong.MaxValue, free.Machine.Epoch), free.Machine.Network, free.Developer);
        free.Ok(free.Treasury, new SettleReads([voucher], []));
        Assert.Equal(1ul, free.Machine.FindChannel(free.Developer.Address, free.Treasury.Address)!.Balance);
    }

    private ReadChannel Channel => Machine.FindChannel(Reader.Address, Gateway.Address)!;

    private void Deposit(ulong amount) => _ledger.Ok(Reader, new DepositForReads(Gateway.Address, amount));

    private SignedVoucher Sign(ulong bytes) => SignedVoucher.Sign(new Voucher(Channel.Id, bytes, Machine.Epoch), Machine.Network, Reader);

    private TransactionEffects Settle(SignedVoucher voucher, params ServedBytes[] served) => SettleAll([voucher], served);

    private TransactionEffects SettleAll(SignedVoucher[] vouchers, params ServedBytes[] served) =>
        _ledger.Run(Gateway, new SettleReads([.. vouchers], [.. served]));

    private IEnumerable<ServedBytes> Served(params (int Node, ulong Bytes)[] claims) =>
        claims.Select(claim => new ServedBytes(_ledger.NodeId(claim.Node), claim.Bytes));
}
