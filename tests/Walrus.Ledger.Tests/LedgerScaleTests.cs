using CsCheck;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Snapshots;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests;

/// <summary>
/// At least 200 000 random transactions a run: WAL is conserved after each of them, every invariant holds again and again, and
/// another ledger that executes the blocks, and is put back from a snapshot now and then, comes to the same state.
/// </summary>
public sealed class LedgerScaleTests
{
    private const int Runs = 100;
    private const int TransactionsPerRun = 2000;
    private const int BetweenEpochs = 150;
    private const int BetweenChecks = 200;
    private const int BetweenComparisons = 1000;

    private static readonly Gen<RandomOperation> Operations = Gen.Select(
        Gen.Int[0, RandomOperation.Kinds - 1], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 1000],
        (kind, first, second, third) => new RandomOperation(kind, first, second, third));

    [Fact]
    public void Nothing_is_lost_and_replicas_agree() =>
        Gen.Select(Operations.Array[TransactionsPerRun], Gen.Int[1, TransactionsPerRun]).Sample(Run, iter: Runs);

    private static void Run(RandomOperation[] operations, int snapshotAt)
    {
        // Small enough that space runs out now and then.
        TestLedger ledger = new(shards: 10, capacity: 60_000_000);
        LedgerMachine replica = Make.Machine(ledger.Machine.Genesis);
        Ed25519Account[] accounts = [ledger.Developer, ledger.Treasury, ledger.NodeAccounts[0]];
        for (int done = 1; done <= operations.Length; done++)
        {
            RandomOperation operation = operations[done - 1];
            Step(ledger, operation, accounts[operation.Second % accounts.Length]);
            if (done % BetweenEpochs == 0)
                ledger.NextEpoch();
            if (done % BetweenChecks == 0)
                Assert.Empty(LedgerInvariants.Check(ledger.Machine));
            if (done == snapshotAt)
                replica = Restored(Follow(replica, ledger));
            if (done % BetweenComparisons == 0)
                Assert.Equal(ledger.Machine.StateHash(), Follow(replica, ledger).StateHash());
        }

        Assert.Equal(ledger.Machine.StateHash(), Follow(replica, ledger).StateHash());
        Assert.Equal(ledger.Machine.Head, replica.Head);
    }

    /// <summary>One block: usually of one transaction, sometimes with a second one by somebody else.</summary>
    private static void Step(TestLedger ledger, RandomOperation operation, Ed25519Account account)
    {
        SignedTransaction transaction = ledger.Sign(account, operation.CommandsFor(ledger, account));
        if (operation.Third % 10 == 0)
        {
            // What the first of two leaves behind is seen before the second is run.
            Assert.Empty(LedgerInvariants.Conservation(ledger.Machine.Prepare([transaction], ledger.NowMs).Draft.State));
            Ed25519Account other = account == ledger.Treasury ? ledger.Developer : ledger.Treasury;
            ledger.Produce(transaction, ledger.Sign(other, operation.CommandsFor(ledger, other)));
        }
        else
        {
            ledger.Produce(transaction);
        }

        Assert.Empty(LedgerInvariants.Conservation(ledger.Machine.State));
    }

    private static LedgerMachine Follow(LedgerMachine replica, TestLedger ledger)
    {
        for (int next = (int)replica.Head.Height; next < ledger.Blocks.Count; next++)
            replica.Apply(ledger.Blocks[next]);
        return replica;
    }

    private static LedgerMachine Restored(LedgerMachine machine)
    {
        LedgerSnapshot snapshot = machine.BeginSnapshot();
        LedgerMachine restored = Make.Restored(machine.Genesis, snapshot);
        machine.EndSnapshot();
        Assert.Equal(machine.StateHash(), restored.StateHash());
        Assert.Equal(machine.Head, restored.Head);
        return restored;
    }
}
