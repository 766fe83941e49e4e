using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Transactions;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Signs and submits the transactions of one account, which only this process uses: nonces are given out here, in order. Several
/// transactions may be in flight; one whose outcome is unknown is sent again, byte for byte, and one that was refused because of its nonce,
/// or of too many others, is signed and sent anew. No two are ever the same bytes, which the ledger would take for one.
/// </summary>
public sealed class AccountSubmitter
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    private readonly Ed25519Account _account;
    private readonly ILedgerOrderer _ledger;
    private readonly LedgerReplica _replica;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();

    // By nonce. There are two with one nonce when the second takes the place of a first that does not come.
    private readonly Dictionary<ulong, List<TransactionDigest>> _inFlight = [];

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
        long started = _time.GetTimestamp();
        for (string? refused = null; ;)
        {
            SubmissionReply reply = await SignAndSendAsync(commands, refused == Reason.EWrongNonce, by, cancellation);
            if (reply.Refusal is not { } refusal)
            {
                TransactionEffects effects = BcsFormat.FromBytes<TransactionEffects>(reply.Effects);
                return effects.Status.AbortReason is { } abort ? throw new LedgerRefusedException(abort) : effects;
            }

            // Refused means in no block, now or later: signing anew cannot apply it twice.
            bool mayPass = refusal is Reason.EWrongNonce or SubmissionIntake.ResourceExhausted;
            if (!mayPass || _time.GetElapsedTime(started) > Limit)
                throw new LedgerRefusedException(refusal);
            refused = refusal;
            await Task.Delay(RetryPause, _time, cancellation);
        }
    }

    private async Task<SubmissionReply> SignAndSendAsync(
        TransactionBuilder commands, bool hasWaited, Func<LedgerSubmission, Task<SubmissionReply>> by, CancellationToken cancellation)
    {
        SignedTransaction signed = Sign(commands, hasWaited);
        try
        {
            SubmissionReply reply = await SendAsync(new LedgerSubmission(signed.ToBytes()), by, cancellation);
            // A nonce is free again when the replica knows whether it was used.
            await _replica.WaitForPositionAsync(reply.Head, cancellation);
            return reply;
        }
        finally
        {
            Release(signed);
        }
    }

    /// <summary>Signs with the first nonce that is free; or, after waiting in vain for the transaction with the ledger's next nonce, in its place.</summary>
    private SignedTransaction Sign(TransactionBuilder commands, bool hasWaited)
    {
        lock (_lock)
        {
            (ulong nonce, NetworkIdentity network) = _replica.Read(machine => (machine.FindAccount(Address)?.Nonce ?? 0, new NetworkIdentity(machine.Network, machine.Epoch)));
            if (hasWaited && _inFlight.TryGetValue(nonce, out List<TransactionDigest>? late) && late.Count == 1)
            {
                SignedTransaction instead = With(nonce);
                if (instead.Digest != late[0])
                {
                    late.Add(instead.Digest);
                    return instead;
                }
            }

            while (_inFlight.ContainsKey(nonce))
                nonce++;
            SignedTransaction signed = With(nonce);
            _inFlight.Add(nonce, [signed.Digest]);
            return signed;

            SignedTransaction With(ulong number) => commands.Sign(network.Id, _account, number, network.Epoch.Plus(1));
        }
    }

    private void Release(SignedTransaction signed)
    {
        lock (_lock)
        {
            List<TransactionDigest> holders = _inFlight[signed.Transaction.Nonce];
            holders.Remove(signed.Digest);
            if (holders.Count == 0)
                _inFlight.Remove(signed.Transaction.Nonce);
        }
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
                if (_time.GetElapsedTime(started) > Limit)
                    throw new LedgerSilentException(unknown);
            }

            await Task.Delay(RetryPause, _time, cancellation);
        }
    }

    private readonly record struct NetworkIdentity(Walrus.Ledger.Networks.NetworkId Id, Epoch Epoch);
}
