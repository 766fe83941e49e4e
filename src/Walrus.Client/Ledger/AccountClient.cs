using Walrus.Ledger.Accounts;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Transactions;

namespace Walrus.Client.Ledger;

/// <summary>Signs transactions of one account and sends them through a gateway's ledger API.</summary>
/// <param name="ledger">The ledger API.</param>
/// <param name="account">The account; not disposed.</param>
public sealed class AccountClient(LedgerClient ledger, Ed25519Account account)
{
    private const int Attempts = 3;

    /// <summary>Submits a transaction of these commands.</summary>
    /// <exception cref="TransactionAbortedException">The ledger refuses what it asks for.</exception>
    /// <exception cref="LedgerApiException">The ledger cannot be reached, or takes no such transaction.</exception>
    public async Task<TransactionEffects> SubmitAsync(TransactionBuilder commands, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(commands);
        for (int attempt = 1; ; attempt++)
        {
            LedgerInfo info = await ledger.GetInfoAsync(cancellation).ConfigureAwait(false);
            ulong nonce = (await ledger.GetAccountAsync(account.Address, limit: 1, cancellation: cancellation).ConfigureAwait(false)).Nonce;
            SignedTransaction transaction = commands.Sign(new NetworkId(info.NetworkId), account, nonce, info.Epoch.Plus(1));
            try
            {
                TransactionEffects effects = await ledger.SubmitAsync(transaction, cancellation).ConfigureAwait(false);
                return effects.Status.AbortReason is { } abort ? throw new TransactionAbortedException(abort) : effects;
            }
            catch (LedgerApiException refused) when (refused.Reason == Reason.EWrongNonce && attempt < Attempts)
            {
                // The account sent something else meanwhile: refused means in no block, so signing anew cannot spend twice.
            }
        }
    }
}
