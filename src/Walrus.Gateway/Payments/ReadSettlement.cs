using Microsoft.Extensions.Logging;
using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Ledger;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Reads;
using Walrus.Ledger.Transactions;

namespace Walrus.Gateway.Payments;

/// <summary>
/// Settles vouchers in one transaction. One that the ledger would refuse is left out, for it would take the others with it: what it stood
/// for is lost.
/// </summary>
internal sealed partial class ReadSettlement(LedgerReplica replica, ReaderAccounts accounts, AccountSubmitter submitter, ILogger<ReadSettlement> logger)
{
    /// <summary>Settles those that can be settled.</summary>
    /// <exception cref="LedgerRefusedException">The ledger refuses the transaction, and not for one of the vouchers.</exception>
    public async Task RunAsync(IReadOnlyList<UnsettledVoucher> vouchers, CancellationToken cancellation)
    {
        List<UnsettledVoucher> good = [.. vouchers.Where(IsGood)];
        if (good.Count == 0)
            return;
        try
        {
            await SubmitAsync(good, cancellation);
        }
        catch (LedgerRefusedException refused) when (IsOfVoucher(refused.Reason))
        {
            // Something moved between the check and the block: one of them is to blame.
            foreach (UnsettledVoucher voucher in good)
                await RunSinglyAsync(voucher, cancellation);
        }
    }

    private async Task RunSinglyAsync(UnsettledVoucher voucher, CancellationToken cancellation)
    {
        if (!IsGood(voucher))
            return;
        try
        {
            await SubmitAsync([voucher], cancellation);
        }
        catch (LedgerRefusedException refused) when (IsOfVoucher(refused.Reason))
        {
            Drop(voucher, refused.Reason);
        }
    }

    private async Task SubmitAsync(IReadOnlyList<UnsettledVoucher> vouchers, CancellationToken cancellation)
    {
        SettleReads command = new([.. vouchers.Select(static unsettled => unsettled.Voucher)], [.. Claim(vouchers)]);
        await submitter.SubmitAsync(new TransactionBuilder().Add(command), cancellation);
        foreach (UnsettledVoucher settled in vouchers)
            settled.Account.Settled(settled, accounts.FindChannel(settled.Account));
        // All are counted as settled before any is kept: a full disk must not have them settled again.
        foreach (UnsettledVoucher settled in vouchers)
            await accounts.SaveAsync(settled.Account);
    }

    private static IEnumerable<ServedBytes> Claim(IReadOnlyList<UnsettledVoucher> vouchers) => vouchers
        .SelectMany(static voucher => voucher.Served)
        .GroupBy(static served => served.Node, static (node, parts) => new ServedBytes(node, parts.Aggregate(0UL, static (sum, part) => sum + part.Bytes)))
        .OrderBy(static served => served.Node);

    /// <summary>Whether the ledger would take it now; if not it is dropped.</summary>
    private bool IsGood(UnsettledVoucher unsettled)
    {
        (NetworkId network, Epoch epoch, ulong price) = replica.Read(static (LedgerMachine machine) => (machine.Network, machine.Epoch, machine.Prices.Read));
        try
        {
            ReadChannel channel = accounts.FindChannel(unsettled.Account) ?? throw new LedgerException(Reason.EChannelNotFound);
            VoucherCheck.CostOf(unsettled.Voucher, channel, network, epoch, price);
            return true;
        }
        catch (LedgerException refused)
        {
            Drop(unsettled, refused.Reason);
            return false;
        }
    }

    private void Drop(UnsettledVoucher voucher, string reason)
    {
        voucher.Account.WriteOff();
        Log.Dropped(logger, voucher.Account.Reader, voucher.Voucher.Voucher.CumulativeBytes, reason);
    }

    private static bool IsOfVoucher(string reason) => reason is Reason.EChannelNotFound or Reason.EWrongChannel or Reason.EVoucherReplayed
        or Reason.EVoucherShrunken or Reason.EVoucherExpired or Reason.EChannelOverdrawn or Reason.EInvalidVoucher;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The voucher of reader {Reader} for {Bytes} bytes in all cannot be settled ({Reason}): what it stood for is lost.")]
        public static partial void Dropped(ILogger logger, Address reader, ulong bytes, string reason);
    }
}
