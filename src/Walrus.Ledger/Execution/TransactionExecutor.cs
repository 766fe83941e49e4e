using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.State;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Execution;

/// <summary>Runs transactions on a block's layer of the state: each wholly, or not at all but for its nonce.</summary>
internal sealed class TransactionExecutor
{
    private readonly LedgerState _block;
    private readonly ulong _height;

    // One layer serves all transactions: it is empty again after each.
    private readonly LedgerState _layer;
    private readonly TransactionContext _context;
    private readonly List<ObjectId> _created = [];
    private readonly List<ObjectId> _mutated = [];
    private readonly List<ObjectId> _deleted = [];

    public TransactionExecutor(LedgerState block, ulong height, ulong timestampMs, LedgerVerifiers verifiers)
    {
        _block = block;
        _height = height;
        _layer = block.Fork();
        _context = new TransactionContext(_layer, timestampMs, verifiers);
    }

    public TransactionEffects Run(Transaction transaction, uint transactionIndex)
    {
        _context.Begin(transaction);
        UseNonce(_layer, transaction);
        for (int i = 0; i < transaction.Commands.Length; i++)
        {
            if (TryExecute(transaction.Commands[i], _context) is { } reason)
                return Abort(transaction, reason, (ushort)i);
        }

        return Keep(transactionIndex);
    }

    private static string? TryExecute(Command command, TransactionContext context)
    {
        try
        {
            command.Execute(context);
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
        _layer.Clear();
        UseNonce(_block, transaction);
        return new TransactionEffects(
            transaction.Digest, _height, TransactionStatus.Abort(reason, command), TransactionCost.None, [], [], [], []);
    }

    private TransactionEffects Keep(uint transactionIndex)
    {
        SortChanges();
        ImmutableArray<LedgerEvent> events = Place(transactionIndex);
        _layer.Commit();
        return new TransactionEffects(
            _context.Digest, _height, TransactionStatus.Ok, _context.Cost, [.. _created], [.. _mutated], [.. _deleted], events);
    }

    private ImmutableArray<LedgerEvent> Place(uint transactionIndex)
    {
        if (_context.Events.Count == 0)
            return [];
        ulong first = _layer.System.Value.NextEventPosition;
        LedgerEvent[] events = new LedgerEvent[_context.Events.Count];
        for (int i = 0; i < events.Length; i++)
            events[i] = new LedgerEvent(first + (ulong)i, _height, transactionIndex, (uint)i, _context.Events[i]);
        _layer.System.Value = _layer.System.Value with { NextEventPosition = first + (ulong)events.Length };
        return ImmutableCollectionsMarshal.AsImmutableArray(events);
    }

    private void SortChanges()
    {
        _created.Clear();
        _mutated.Clear();
        _deleted.Clear();
        foreach (ObjectId id in _context.Touched)
        {
            bool before = IsThere(_block, id);
            bool after = IsThere(_layer, id);
            if (before || after)
                (before ? after ? _mutated : _deleted : _created).Add(id);
        }
    }

    private static bool IsThere(LedgerState state, ObjectId id) => state.Objects.Find(id) is not null || state.Nodes.Find(id) is not null;

    private static void UseNonce(LedgerState state, Transaction transaction)
    {
        Account account = state.Accounts.Find(transaction.Sender) ?? Account.Empty;
        state.Accounts.Set(transaction.Sender, account with { Nonce = account.Nonce + 1 });
    }
}
