using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Networks;
using Walrus.Ledger.State;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Support;

/// <summary>
/// A ledger that is still in epoch 0, without nodes, as control plane 4.6 begins; a genesis always opens epoch 1. One account owns
/// everything and signs every transaction.
/// </summary>
internal sealed class EpochZeroLedger
{
    private static readonly NetworkId Network = new(Make.Bytes(0xE0));
    private readonly Ed25519Account _account = Make.Account(0xE0);

    public EpochZeroLedger(int shards, ulong epochMs, ulong epochZeroMs, uint maxEpochsAhead = 53)
    {
        SystemState system = new(
            0, LedgerPrices.Closed, FutureAccounting.Create(new Epoch(0), maxEpochsAhead), Genesis.Supply, Burned: 0, NextEventPosition: 0);
        EpochState epochs = new(EpochPhase.Done(0), null, Committee.Empty(new Epoch(0)), null, 0, epochZeroMs, 0);
        State = new LedgerState(new NetworkRules(shards, epochMs, maxEpochsAhead), system, epochs);
        State.Accounts.Set(_account.Address, new Account(Genesis.Supply, 0));
    }

    public LedgerState State { get; }

    public ulong NowMs { get; set; }

    public Address Owner => _account.Address;

    /// <summary>Runs commands in a signed transaction of their own.</summary>
    public TransactionEffects Run(params IEnumerable<Command> commands)
    {
        BlockDraft draft = new(State.Fork(), Network, parent: null, NowMs, FakeBls.Verifiers, capacity: 1);
        ulong nonce = State.Accounts.Find(Owner)!.Nonce;
        TransactionOutcome outcome = draft.Add(_account.Sign(new Transaction(Network, Owner, nonce, State.Now, commands)));
        Assert.Equal(OutcomeKind.Included, outcome.Kind);
        draft.State.Commit();
        return outcome.Effects!;
    }

    public TransactionEffects Ok(params IEnumerable<Command> commands)
    {
        TransactionEffects effects = Run(commands);
        Assert.Equal(TransactionStatus.Ok, effects.Status);
        return effects;
    }

    /// <summary>Goes on to the next epoch, and to the end of its sync.</summary>
    public void ChangeEpoch()
    {
        NowMs += State.Rules.EpochDurationMs;
        Ok(new VotingEnd(), new InitiateEpochChange());
        foreach (CommitteeMember member in State.Epochs.Value.Current.Members)
            Ok(new EpochSyncDone(member.Node, State.Now));
    }

    /// <summary>Registers a node whose key has this number.</summary>
    public ObjectId Register(ulong key, NodeVotes votes, ushort commissionBp = 0)
    {
        byte[] proof = FakeBls.Prove(Owner, Make.Key(key), State.Now.Value);
        TransactionEffects effects = Ok(new RegisterNode(Make.Profile($"node-{key}"), Make.Key(key), proof, commissionBp, votes));
        return Assert.Single(effects.Created);
    }
}
