using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Transactions;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Signs and submits the transactions of one account, which only this process uses: nonces are given out here, in order,
/// several transactions may be in flight, and one whose outcome is unknown is sent again, byte for byte.
/// </summary>
public sealed class AccountSubmitter
{
    private const int AttemptsPerNonce = 3;
    private static readonly TimeSpan UnknownOutcomeLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    private readonly Ed25519Account _account;
    private readonly ILedgerOrderer _ledger;
    private readonly LedgerReplica _replica;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private ulong? _nextNonce;

    /// <summary>A submitter for <paramref name="account"/>.</summary>
    public AccountSubmitter(Ed25519Account account, ILedgerOrderer ledger, LedgerReplica replica, NetworkClock clock)
    {
        _account = account;
        _ledger = ledger;
        _replica = replica;
        _time = clock.Underlying;
    }

    /// <summary>The account.</summary>
    public Address Address => _account.Address;

    /// <summary>Submits a transaction of these commands to the ledger and waits until the local replica has it.</summary>
    /// <exception cref="LedgerRefusedException">The transaction was refused, or aborted.</exception>
    /// <exception cref="LedgerSilentException">Whether it was applied is not known.</exception>
    public Task<TransactionEffects> SubmitAsync(TransactionBuilder commands, CancellationToken cancellation = default) =>
        SubmitAsync(commands, _ledger.SubmitAsync, cancellation);

    /// <summary>As the other overload, by way of another actor, which must pass the submission on to the ledger.</summary>
    /// <exception cref="LedgerRefusedException">The transaction was refused, or aborted.</exception>
    /// <exception cref="LedgerSilentException">Whether it was applied is not known.</exception>
    public async Task<TransactionEffects> SubmitAsync(
        TransactionBuilder commands, Func<LedgerSubmission, Task<SubmissionReply>> by, CancellationToken cancellation = default)
    {
        await _replica.WaitForPositionAsync(1, cancellation);
        for (int attempt = 1; ; attempt++)
        {
            SubmissionReply reply = await SendAsync(new LedgerSubmission(Sign(commands).ToBytes()), by, cancellation);
            if (reply.Refusal is { } refusal)
            {
                ForgetNonce();
                // Refused means in no block, now or later: signing anew cannot apply it twice.
                if (refusal == Reason.EWrongNonce && attempt < AttemptsPerNonce)
                    continue;
                throw new LedgerRefusedException(refusal);
            }

            await _replica.WaitForPositionAsync(reply.Head, cancellation);
            TransactionEffects effects = BcsFormat.FromBytes<TransactionEffects>(reply.Effects);
            return effects.Status.AbortReason is { } abort ? throw new LedgerRefusedException(abort) : effects;
        }
    }

    private SignedTransaction Sign(TransactionBuilder commands)
    {
        (ulong nonce, NetworkIdentity network) = _replica.Read(machine => (machine.FindAccount(Address)?.Nonce ?? 0, new NetworkIdentity(machine.Network, machine.Epoch)));
        lock (_lock)
        {
            ulong next = _nextNonce is { } known && known > nonce ? known : nonce;
            _nextNonce = next + 1;
            return commands.Sign(network.Id, _account, next, network.Epoch.Plus(1));
        }
    }

    private void ForgetNonce()
    {
        lock (_lock)
            _nextNonce = null;
    }

    private async Task<SubmissionReply> SendAsync(
        LedgerSubmission submission, Func<LedgerSubmission, Task<SubmissionReply>> by, CancellationToken cancellation)
    {
        long started = _time.GetTimestamp();
        while (true)
        {
            try
            {
                return await by(submission).WaitAsync(cancellation);
            }
            catch (Exception unknown) when (unknown is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                if (_time.GetElapsedTime(started) > UnknownOutcomeLimit)
                    throw new LedgerSilentException(unknown);
            }

            await Task.Delay(RetryPause, _time, cancellation);
        }
    }

    private readonly record struct NetworkIdentity(Walrus.Ledger.Networks.NetworkId Id, Epoch Epoch);
}

/// <summary>The ledger did not say in time what became of a transaction: it may still be applied until it expires, or never.</summary>
public sealed class LedgerSilentException(Exception lastFailure) : Exception("The ledger does not answer.", lastFailure);

/// <summary>The ledger did not apply a transaction.</summary>
public sealed class LedgerRefusedException(string reason) : Exception($"The ledger refused the transaction: {reason}.")
{
    /// <summary>Reason name as in the specification.</summary>
    public string Reason { get; } = reason;
}
