using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.State;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Execution;

/// <summary>Runs transactions on a block's layer of the state: each wholly, or not at all but for its nonce.</summary>
internal sealed class TransactionExecutor(LedgerState block, ulong height, ulong timestampMs, LedgerVerifiers verifiers)
{
    public TransactionEffects Run(Transaction transaction, uint transactionIndex)
    {
        LedgerState layer = block.Fork();
        TransactionContext context = new(layer, transaction, timestampMs, verifiers);
        UseNonce(layer, transaction);
        for (int i = 0; i < transaction.Commands.Length; i++)
        {
            if (TryExecute(transaction.Commands[i].Execute, context) is { } reason)
                return Abort(transaction, reason, (ushort)i);
        }

        return Keep(context, transactionIndex);
    }

    private static string? TryExecute(Action<TransactionContext> command, TransactionContext context)
    {
        try
        {
            command(context);
            return null;
        }
        catch (LedgerException refusal)
        {
            return refusal.Reason;
        }
        catch (InvalidCertificateException refusal)
        {
            return refusal.Reason;
        }
        catch (OverflowException)
        {
            return Reason.EOverflow;
        }
    }

    private TransactionEffects Abort(Transaction transaction, string reason, ushort command)
    {
        UseNonce(block, transaction);
        return new TransactionEffects(
            transaction.Digest, height, TransactionStatus.Abort(reason, command), TransactionCost.None, [], [], [], []);
    }

    private TransactionEffects Keep(TransactionContext context, uint transactionIndex)
    {
        ILookup<Change, ObjectId> changes = context.Touched.ToLookup(id => ChangeOf(context.State, id));
        ImmutableArray<LedgerEvent> events = Place(context, transactionIndex);
        context.State.Commit();
        return new TransactionEffects(
            context.Digest, height, TransactionStatus.Ok, context.Cost,
            [.. changes[Change.Created]], [.. changes[Change.Mutated]], [.. changes[Change.Deleted]], events);
    }

    private ImmutableArray<LedgerEvent> Place(TransactionContext context, uint transactionIndex)
    {
        ulong first = context.State.System.Value.NextEventPosition;
        context.State.System.Value = context.State.System.Value with { NextEventPosition = first + (ulong)context.Events.Count };
        return [.. context.Events.Select((body, i) => new LedgerEvent(first + (ulong)i, height, transactionIndex, (uint)i, body))];
    }

    private Change ChangeOf(LedgerState layer, ObjectId id) => (IsThere(block, id), IsThere(layer, id)) switch
    {
        (false, false) => Change.None,
        (false, true) => Change.Created,
        (true, false) => Change.Deleted,
        _ => Change.Mutated,
    };

    private static bool IsThere(LedgerState state, ObjectId id) => state.Objects.Find(id) is not null || state.Nodes.Find(id) is not null;

    private static void UseNonce(LedgerState state, Transaction transaction)
    {
        Account account = state.Accounts.Find(transaction.Sender) ?? Account.Empty;
        state.Accounts.Set(transaction.Sender, account with { Nonce = account.Nonce + 1 });
    }

    private enum Change
    {
        None,
        Created,
        Mutated,
        Deleted,
    }
}
