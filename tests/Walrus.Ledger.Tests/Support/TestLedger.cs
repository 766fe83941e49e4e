using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Support;

/// <summary>A ledger with accounts that can sign, and a clock that tests move.</summary>
public sealed partial class TestLedger
{
    public TestLedger(int nodes = 4, ushort shards = 13, ulong epochMs = 1000, ulong capacity = 1_000_000_000, ulong? stake = null)
        : this(stake is { } each ? Make.WithStakes(Make.Genesis(nodes, shards, epochMs, capacity), each) : Make.Genesis(nodes, shards, epochMs, capacity)) { }

    public TestLedger(Genesis genesis)
    {
        Machine = Make.Machine(genesis);
        NodeAccounts = [.. Enumerable.Range(0, genesis.Nodes.Length).Select(index => Make.Account(1000 + (ulong)index))];
        NowMs = 1_000_000;
    }

    public LedgerMachine Machine { get; }

    public Ed25519Account Treasury { get; } = Make.Account(1);

    public Ed25519Account Developer { get; } = Make.Account(2);

    public IReadOnlyList<Ed25519Account> NodeAccounts { get; }

    /// <summary>Accounts that do what tests ask at random: the two rich ones and two nodes'.</summary>
    public IReadOnlyList<Ed25519Account> Actors => [Developer, Treasury, NodeAccounts[0], NodeAccounts[1]];

    public ulong NowMs { get; set; }

    public List<Block> Blocks { get; } = [];

    public ulong Balance(Ed25519Account account) => Machine.FindAccount(account.Address)!.Balance;

    public SignedTransaction Sign(Ed25519Account account, params IEnumerable<Command> commands) => account.Sign(new Transaction(
        Machine.Network, account.Address, Machine.FindAccount(account.Address)?.Nonce ?? 0, Machine.Epoch.Plus(1), commands));

    public ProducedBlock Produce(params IReadOnlyList<SignedTransaction> transactions)
    {
        ProducedBlock produced = Machine.Produce(transactions, NowMs);
        Blocks.Add(produced.Block);
        return produced;
    }

    public TransactionOutcome Outcome(SignedTransaction transaction) => Produce(transaction).Outcomes.Single();

    /// <summary>Runs commands in a block of their own.</summary>
    public TransactionEffects Run(Ed25519Account account, params IEnumerable<Command> commands)
    {
        TransactionOutcome outcome = Outcome(Sign(account, commands));
        Assert.Equal(OutcomeKind.Included, outcome.Kind);
        return outcome.Effects!;
    }

    public TransactionEffects Ok(Ed25519Account account, params IEnumerable<Command> commands)
    {
        TransactionEffects effects = Run(account, commands);
        Assert.Equal(TransactionStatus.Ok, effects.Status);
        return effects;
    }

    public void Aborts(string reason, Ed25519Account account, params IEnumerable<Command> commands) =>
        Assert.Equal(reason, Run(account, commands).Status.AbortReason);

    /// <summary>Buys space and registers a blob in one transaction.</summary>
    public BlobObject Register(Ed25519Account account, ulong root, bool deletable = false, uint epochs = 3, ulong size = 1000)
    {
        ulong encoded = (ulong)new Core.Parameters.RedStuffParameters(Machine.Genesis.Shards).EncodedLength((long)size);
        TransactionEffects effects = Ok(
            account,
            new ReserveSpace(encoded, epochs),
            new RegisterBlob(ObjectArgument.Created(0), Make.Blob(root, size), Make.Bytes(root), size, 1, deletable));
        return effects.Created.Select(Machine.FindBlobObject).OfType<BlobObject>().Single();
    }

    public CertifyBlob Certification(BlobObject blob) => new(blob.Id, Make.Certificate(
        Machine.CurrentCommittee, Make.Confirmation(Machine.Epoch.Value, blob.BlobId, blob.Deletable ? blob.Id : null)));

    public BlobObject Certify(Ed25519Account account, BlobObject blob)
    {
        Ok(account, Certification(blob));
        return Machine.FindBlobObject(blob.Id)!;
    }

    /// <summary>Registers a node of an account, with the key of this number.</summary>
    public ObjectId RegisterNode(Ed25519Account account, ulong key, ushort commissionBp = 0)
    {
        byte[] proof = FakeBls.Prove(account.Address, Make.Key(key), Machine.Epoch.Value);
        NodeVotes votes = new(100, 2000, 0, 1_000_000_000);
        return Assert.Single(Ok(account, new RegisterNode(Make.Profile($"node-{key}"), Make.Key(key), proof, commissionBp, votes)).Created);
    }

    public StakedWal Stake(Ed25519Account account, ObjectId node, ulong amount) =>
        (StakedWal)Machine.FindObject(Assert.Single(Ok(account, new StakeWal(node, amount)).Created))!;

    /// <summary>All members attest that they hold their shards.</summary>
    public void Sync()
    {
        foreach (CommitteeMember member in Machine.CurrentCommittee.Members)
        {
            StorageNode node = Machine.FindNode(member.Node)!;
            if (node.LastSyncDone < Machine.Epoch)
                Ok(Signer(node.Account), new EpochSyncDone(node.Id, Machine.Epoch));
        }
    }

    /// <summary>Runs to the end of voting in the current epoch.</summary>
    public void EndVoting()
    {
        Sync();
        NowMs += Machine.Genesis.EpochDurationMs / 2;
        if (Machine.NextCommittee is null)
            Ok(Treasury, new VotingEnd());
    }

    /// <summary>Runs through the current epoch into the next.</summary>
    public void NextEpoch()
    {
        EndVoting();
        NowMs += Machine.Genesis.EpochDurationMs;
        Ok(Treasury, new InitiateEpochChange());
    }

    private Ed25519Account Signer(Address address) =>
        NodeAccounts.Append(Treasury).Append(Developer).Single(account => account.Address == address);
}
