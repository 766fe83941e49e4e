using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Staking;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Reads;

/// <summary>Paying for retrieval: channels of readers, settled by gateways, to the nodes that served.</summary>
internal static class ReadRules
{
    // A whole epoch lies between the request and the withdrawal, so that the gateway has time to settle.
    private const uint ClosingDelayEpochs = 1;

    public static void Deposit(TransactionContext context, DepositForReads command)
    {
        // The id is used up in any case, so that those of later objects do not depend on the channel.
        ObjectId id = context.NewObjectId();
        LedgerException.Require(command.Amount > 0, Reason.EInvalidAmount);
        ChannelParties parties = new(context.Sender, command.Gateway);
        ReadChannel channel = Channels(context).Find(parties) ?? new ReadChannel(id, parties, 0, 0, null);
        LedgerException.Require(channel.WithdrawableFrom is null, Reason.EChannelClosing);
        context.Pay(command.Amount, CostKind.Other);
        channel = channel with { Balance = channel.Balance + command.Amount };
        Channels(context).Set(parties, channel);
        context.Emit(new ReadsDeposited(context.Now, channel.Id, parties.Reader, parties.Gateway, command.Amount));
    }

    public static void Close(TransactionContext context, CloseReadChannel command)
    {
        ReadChannel channel = Find(context, new ChannelParties(context.Sender, command.Gateway));
        LedgerException.Require(channel.WithdrawableFrom is null, Reason.EChannelClosing);
        Epoch from = context.Now.Plus(1 + ClosingDelayEpochs);
        Channels(context).Set(channel.Parties, channel with { WithdrawableFrom = from });
        context.Emit(new ReadChannelClosing(context.Now, channel.Id, from));
    }

    public static void Withdraw(TransactionContext context, WithdrawReadBalance command)
    {
        ReadChannel channel = Find(context, new ChannelParties(context.Sender, command.Gateway));
        LedgerException.Require(channel.WithdrawableFrom is { } from && from <= context.Now, Reason.EChannelNotClosed);
        Channels(context).Remove(channel.Parties);
        WalRules.Credit(context.State, context.Sender, channel.Balance);
        context.Emit(new ReadChannelClosed(context.Now, channel.Id, channel.Balance));
    }

    public static void Settle(TransactionContext context, SettleReads command)
    {
        LedgerException.Require(!command.Vouchers.IsEmpty, Reason.EInvalidAmount);
        ulong total = 0;
        foreach (SignedVoucher voucher in command.Vouchers)
            total += Settle(context, voucher);
        ImmutableArray<NodeReward> paid = PayNodes(context, total, command.Served);
        ulong remainder = paid.Aggregate(total, static (left, share) => left - share.Amount);
        SpaceMarket.AddToCurrentBucket(context.State, remainder);
        context.Emit(new ReadsPaid(context.Now, context.Sender, total, paid, remainder));
    }

    private static ulong Settle(TransactionContext context, SignedVoucher voucher)
    {
        ReadChannel channel = Find(context, new ChannelParties(voucher.Reader, context.Sender));
        ulong price = context.State.System.Value.Prices.Read;
        ulong cost = VoucherCheck.CostOf(voucher, channel, context.Network, context.Now, price);
        ulong bytes = voucher.Voucher.CumulativeBytes;
        Channels(context).Set(channel.Parties, channel with { Balance = channel.Balance - cost, SettledBytes = bytes });
        context.Emit(new VoucherSettled(context.Now, channel.Id, bytes, cost));
        return cost;
    }

    private static ImmutableArray<NodeReward> PayNodes(TransactionContext context, ulong total, ImmutableArray<ServedBytes> served)
    {
        UInt128 bytes = 0;
        for (int i = 0; i < served.Length; i++)
        {
            LedgerException.Require(i == 0 || served[i - 1].Node < served[i].Node, Reason.EInvalidClaim);
            LedgerException.Require(served[i].Bytes > 0, Reason.EInvalidClaim);
            bytes += served[i].Bytes;
        }

        ImmutableArray<NodeReward> shares = [.. served.Select(claim =>
            new NodeReward(claim.Node, (ulong)((UInt128)total * claim.Bytes / bytes)))];
        foreach (NodeReward share in shares)
            CommissionRules.Add(context.State, share.Node, share.Amount);
        return shares;
    }

    private static Table<ChannelParties, ReadChannel> Channels(TransactionContext context) => context.State.Markets.Channels;

    private static ReadChannel Find(TransactionContext context, ChannelParties parties) =>
        Channels(context).Find(parties) ?? throw new LedgerException(Reason.EChannelNotFound);
}
