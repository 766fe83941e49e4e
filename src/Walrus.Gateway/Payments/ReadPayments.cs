using Microsoft.AspNetCore.Http;
using Walrus.Client.Payments;
using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Reads;

namespace Walrus.Gateway.Payments;

/// <summary>
/// Lets reads in that vouchers pay for. A voucher is checked by the ledger's rules, kept, and what it is for counted as delivered, all
/// before the first byte goes out. While the read price is 0 everything is let in, and nothing is asked.
/// </summary>
internal sealed class ReadPayments(
    LedgerReplica replica, ReaderAccounts accounts, ReadSettler settler, Address gateway, NetworkClock clock)
{
    private const int ReserveAttempts = 3;
    private static readonly TimeSpan CatchUpLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SettlementLimit = TimeSpan.FromSeconds(30);

    /// <summary>Lets a read of <paramref name="bytes"/> unencoded bytes in; to be disposed when it has ended, however it did.</summary>
    /// <exception cref="PaymentRequiredException">No voucher covers it.</exception>
    /// <exception cref="ReadsUnsettledException">Too much stands unpaid, and the ledger does not take the settlement.</exception>
    public async ValueTask<PaidRead> AdmitAsync(HttpRequest request, long bytes, CancellationToken cancellation)
    {
        if (bytes == 0 || Now().Price == 0)
            return PaidRead.Free;
        SignedVoucher voucher = VoucherOf(request, (ulong)bytes);
        try
        {
            return await AdmitAsync(voucher, (ulong)bytes, cancellation);
        }
        catch (PaymentRequiredException refused) when (refused.Reason is Reason.EChannelNotFound or Reason.EWrongChannel or Reason.EChannelOverdrawn)
        {
            // The reader may have paid in a moment ago: a miss is only a miss after catching up (rulings 15).
            if (!await TryCatchUpAsync(cancellation))
                throw;
        }

        return await AdmitAsync(voucher, (ulong)bytes, cancellation);
    }

    /// <summary>What this gateway wants, and where a reader's channel stands.</summary>
    public async ValueTask<PaymentTerms> TermsForAsync(Address reader, CancellationToken cancellation)
    {
        if (accounts.Find(reader) is null)
            await TryCatchUpAsync(cancellation);
        return TermsFor(accounts.Find(reader), 0);
    }

    private async Task<PaidRead> AdmitAsync(SignedVoucher voucher, ulong bytes, CancellationToken cancellation)
    {
        ReaderAccount account = accounts.Find(voucher.Reader) ?? throw Refuse(Reason.EChannelNotFound, null, bytes);
        await account.Turn.WaitAsync(cancellation);
        try
        {
            Accept(account, voucher, bytes);
            await ReserveAsync(account, bytes, cancellation);
            PaidRead read = new(account, bytes);
            try
            {
                await accounts.SaveAsync(account);
            }
            catch
            {
                read.Dispose();
                throw;
            }

            settler.Notice();
            return read;
        }
        finally
        {
            account.Turn.Release();
        }
    }

    private void Accept(ReaderAccount account, SignedVoucher voucher, ulong bytes)
    {
        (NetworkId network, Epoch epoch, ulong price) = Now();
        try
        {
            if (account.Channel.WithdrawableFrom is not null)
                throw Refuse(Reason.EChannelClosing, account, bytes);
            if (!account.Accept(voucher, bytes, network, epoch.Plus(1), price))
                throw Refuse(PaymentReason.VoucherInsufficient, account, bytes);
        }
        catch (LedgerException refused)
        {
            throw Refuse(refused.Reason, account, bytes);
        }
    }

    private async Task ReserveAsync(ReaderAccount account, ulong bytes, CancellationToken cancellation)
    {
        for (int attempt = 1; !account.TryReserve(bytes); attempt++)
        {
            if (attempt > ReserveAttempts)
                throw new ReadsUnsettledException();
            try
            {
                // Settling goes on when this reader loses patience: others wait for it too.
                await settler.SettleAsync(CancellationToken.None).WaitAsync(SettlementLimit, clock.Underlying, cancellation);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                throw new ReadsUnsettledException(failed);
            }
        }
    }

    private SignedVoucher VoucherOf(HttpRequest request, ulong bytes)
    {
        string text = request.Headers[VoucherHeader.Name].ToString();
        if (text.Length == 0)
            throw Refuse(PaymentReason.VoucherRequired, null, bytes);
        return VoucherHeader.TryParse(text, out SignedVoucher? voucher) ? voucher : throw Refuse(Reason.EInvalidVoucher, null, bytes);
    }

    private PaymentRequiredException Refuse(string reason, ReaderAccount? account, ulong bytes) =>
        new(reason, TermsFor(account, bytes), PaymentMessages.Of(reason));

    private PaymentTerms TermsFor(ReaderAccount? account, ulong bytes)
    {
        (_, Epoch epoch, ulong price) = Now();
        // One whole epoch to settle in, whatever keeps the gateway from it now.
        return new PaymentTerms(gateway, price, epoch.Plus(1), bytes, account?.TermsFor(bytes));
    }

    private (NetworkId Network, Epoch Epoch, ulong Price) Now() =>
        replica.Read(static (LedgerMachine machine) => (machine.Network, machine.Epoch, machine.Prices.Read));

    private async Task<bool> TryCatchUpAsync(CancellationToken cancellation)
    {
        try
        {
            await replica.CatchUpAsync(cancellation).WaitAsync(CatchUpLimit, clock.Underlying, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            // The replica lags: what it knows is the answer.
            return false;
        }
    }
}
