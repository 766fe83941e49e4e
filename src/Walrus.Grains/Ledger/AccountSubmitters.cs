using System.Collections.Concurrent;
using Walrus.Core.Identifiers;
using Walrus.Grains.Time;
using Walrus.Ledger.Accounts;

namespace Walrus.Grains.Ledger;

/// <summary>One submitter per account of this process, so that each account's nonces are given out in one place.</summary>
public sealed class AccountSubmitters(ProcessAccount operatorAccount, ILedgerOrderer ledger, LedgerReplica replica, NetworkClock clock)
{
    private readonly ConcurrentDictionary<Address, AccountSubmitter> _submitters = new();

    /// <summary>Submits the permissionless steps that this process takes.</summary>
    public AccountSubmitter Operator => For(operatorAccount.Account);

    /// <summary>The submitter of an account.</summary>
    public AccountSubmitter For(Ed25519Account account) =>
        _submitters.GetOrAdd(account.Address, _ => new AccountSubmitter(account, ledger, replica, clock));
}

/// <summary>The account in whose name this process takes permissionless steps.</summary>
public sealed record ProcessAccount(Ed25519Account Account);
