using Walrus.Core.Identifiers;
using Walrus.Ledger;

namespace Walrus.Grains.Ledger;

/// <summary>The nonce each account needs next, counting what is already in the block being collected.</summary>
internal sealed class BatchNonces(LedgerMachine machine)
{
    private readonly Dictionary<Address, ulong> _next = [];

    public ulong Of(Address account) => _next.TryGetValue(account, out ulong next) ? next : machine.FindAccount(account)?.Nonce ?? 0;

    public void Advance(PendingSubmission submission)
    {
        if (submission.Nonce == Of(submission.Sender))
            _next[submission.Sender] = submission.Nonce + 1;
    }
}
