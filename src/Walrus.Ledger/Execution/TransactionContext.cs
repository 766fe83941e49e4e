using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.State;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Execution;

/// <summary>
/// What the commands of one transaction see and leave behind. Everything hangs on one layer of the state. One object serves one
/// transaction after the other.
/// </summary>
internal sealed class TransactionContext
{
    private readonly LedgerVerifiers _verifiers;
    private readonly List<EventBody> _events = [];
    private readonly List<ObjectId> _touched = [];
    private readonly ulong[] _costs = new ulong[3];
    private Transaction? _transaction;
    private ulong _firstEventPosition;
    private ulong _created;

    public TransactionContext(LedgerState state, ulong timestampMs, LedgerVerifiers verifiers)
    {
        State = state;
        TimestampMs = timestampMs;
        _verifiers = verifiers;
    }

    public LedgerState State { get; }

    public Address Sender => Transaction.Sender;

    public TransactionDigest Digest => Transaction.Digest;

    public NetworkId Network => Transaction.Network;

    /// <summary>The block's time, in milliseconds: the only "now" that rules know.</summary>
    public ulong TimestampMs { get; }

    public NetworkRules Rules => State.Rules;

    public Epoch Now => State.Now;

    public List<EventBody> Events => _events;

    /// <summary>Objects put or removed, in the order of their first mention.</summary>
    public List<ObjectId> Touched => _touched;

    public TransactionCost Cost => new(_costs[(int)CostKind.Storage], _costs[(int)CostKind.Write], _costs[(int)CostKind.Other]);

    private Transaction Transaction => _transaction ?? throw new InvalidOperationException("No transaction has begun.");

    /// <summary>Forgets the transaction before, whose changes are kept or undone, and begins with another.</summary>
    public void Begin(Transaction transaction)
    {
        _transaction = transaction;
        _firstEventPosition = State.System.Value.NextEventPosition;
        _created = 0;
        _events.Clear();
        _touched.Clear();
        Array.Clear(_costs);
    }

    /// <summary>The object an argument means, which must be of the kind and belong to the sender.</summary>
    public T Owned<T>(ObjectArgument argument) where T : LedgerObject
    {
        LedgerObject item = Find(argument);
        LedgerException.Require(item.Owner == Sender, Reason.ENotOwner);
        return item as T ?? throw new LedgerException(Reason.EWrongObjectKind);
    }

    /// <summary>The shared object an argument means, which must be of the kind.</summary>
    public T Shared<T>(ObjectArgument argument) where T : LedgerObject =>
        Find(argument) as T ?? throw new LedgerException(Reason.EWrongObjectKind);

    public ObjectId NewObjectId() => ObjectIds.Derive(Digest.Bytes, _created++);

    public void Put(LedgerObject item)
    {
        Touch(item.Id);
        if (item is StakedWal)
            NodePrincipal.Follow(State, State.Objects.Find(item.Id), item);
        State.Objects.Set(item.Id, item);
    }

    public void Remove(ObjectId id)
    {
        Touch(id);
        NodePrincipal.Follow(State, State.Objects.Find(id), null);
        State.Objects.Remove(id);
    }

    /// <summary>Counts something as put or removed, for the effects.</summary>
    public void Touch(ObjectId id)
    {
        // Few enough that looking at each is quicker than a set: a transaction has 64 commands at most.
        if (!_touched.Contains(id))
            _touched.Add(id);
    }

    /// <summary>What a certificate of the current committee says.</summary>
    /// <exception cref="InvalidCertificateException">It says nothing.</exception>
    public T Certified<T>(Certificate certificate, IntentType type) where T : MessageBody =>
        (T)_verifiers.Certificates.Verify(certificate, State.Epochs.Value.Current.Certifying, type).Message.Body;

    /// <summary>Whether a proof shows, in the current epoch, that somebody has a key.</summary>
    public bool IsProven(ProofOfPossession claim, ReadOnlySpan<byte> proof) => _verifiers.Possession.IsProven(claim, Now, proof);

    /// <summary>Takes FROST from the sender. Whoever calls has put it, or puts it, somewhere else.</summary>
    public void Pay(ulong amount, CostKind kind)
    {
        WalRules.Debit(State, Sender, amount);
        _costs[(int)kind] += amount;
    }

    public EventPlace Emit(EventBody body)
    {
        uint index = (uint)_events.Count;
        _events.Add(body);
        return new EventPlace(new EventId(Digest, index), _firstEventPosition + index);
    }

    /// <summary>For rules that do not need the place.</summary>
    public void Record(EventBody body) => Emit(body);

    private LedgerObject Find(ObjectArgument argument) =>
        State.Objects.Find(argument.Resolve(Digest)) ?? throw new LedgerException(Reason.EObjectNotFound);
}
