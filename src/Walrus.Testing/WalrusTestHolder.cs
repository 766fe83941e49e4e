using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Transactions;

namespace Walrus.Testing;

/// <summary>Somebody with WAL. Every call returns when the ledger has done it, and throws when the ledger refuses.</summary>
public sealed class WalrusTestHolder
{
    private readonly WalrusNetwork _network;
    private readonly Ed25519Account _account;

    internal WalrusTestHolder(WalrusNetwork network, Ed25519Account account) => (_network, _account) = (network, account);

    /// <summary>The account.</summary>
    public Address Address => _account.Address;

    /// <summary>FROST in the account.</summary>
    public ulong Balance => _network.Ledger.Read(machine => machine.FindAccount(Address)?.Balance ?? 0);

    /// <summary>Does the commands, in one transaction.</summary>
    public Task<TransactionEffects> SubmitAsync(params IEnumerable<Command> commands)
    {
        TransactionBuilder builder = new();
        foreach (Command command in commands)
            builder.Add(command);
        return _network.SubmitterOf(_account).SubmitAsync(builder);
    }

    /// <summary>Gives FROST away.</summary>
    public Task PayAsync(Address recipient, ulong amount) => SubmitAsync(new TransferWal(recipient, amount));

    /// <summary>Stakes FROST with a node; returns the position.</summary>
    public async Task<ObjectId> StakeAsync(WalrusTestNode node, ulong amount)
    {
        ArgumentNullException.ThrowIfNull(node);
        TransactionEffects effects = await SubmitAsync(new StakeWal(node.Id, amount));
        return effects.Created.Single();
    }

    /// <summary>Announces that a position leaves.</summary>
    public Task RequestWithdrawalAsync(ObjectId stake) => SubmitAsync(new RequestWithdrawal(stake));

    /// <summary>Takes a position that has left back, with its rewards.</summary>
    public Task WithdrawAsync(ObjectId stake) => SubmitAsync(new WithdrawStake(stake));
}
