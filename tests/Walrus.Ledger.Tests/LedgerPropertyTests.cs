using CsCheck;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Invariants;
using Walrus.Ledger.State;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests;

/// <summary>Whatever accounts do, the invariants of control plane 9.1 hold, and replicas come to the same state.</summary>
public sealed class LedgerPropertyTests
{
    private static readonly Gen<RandomOperation> Operations = Gen.Select(
        Gen.Int[0, RandomOperation.Kinds - 1], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 1000],
        (kind, first, second, third) => new RandomOperation(kind, first, second, third));

    [Fact]
    public void Invariants_hold_after_every_transaction() => Operations.Array[1, 120].Sample(
        operations => Run(new TestLedger(shards: 10, capacity: 30_000_000), operations), iter: 25);

    [Fact]
    public void They_hold_when_rewards_are_as_large_as_stakes() => Operations.Array[1, 120].Sample(
        operations => Run(new TestLedger(shards: 10, capacity: 30_000_000, stake: 2_000_000_000), operations), iter: 25);

    private static void Run(TestLedger ledger, RandomOperation[] operations)
    {
        SoldSpace sold = new();
        TransitionCheck transitions = new(ledger);
        for (int i = 0; i < operations.Length; i++)
        {
            Step(ledger, operations[i], ledger.Actors[i % ledger.Actors.Count], sold);
            transitions.Check();
            if (i % 20 == 19)
                ChangeEpoch(ledger);
        }

        CheckReplay(ledger);
    }

    private static void Step(TestLedger ledger, RandomOperation operation, Ed25519Account account, SoldSpace sold)
    {
        Command[] commands = operation.CommandsFor(ledger, account);
        Bytes32 before = ledger.Machine.StateHash();
        ulong supply = ledger.Machine.Supply;
        RingEntry[] ring = [.. ledger.Machine.FutureAccounting.Entries];
        TransactionEffects effects = ledger.Run(account, commands);
        Assert.Empty(LedgerInvariants.Check(ledger.Machine));
        Assert.Empty(EffectInvariants.CheckSupply(supply, ledger.Machine.Supply));
        Assert.All(ring.Zip(ledger.Machine.FutureAccounting.Entries), pair => Assert.True(pair.Second.Rewards >= pair.First.Rewards, "S7"));
        sold.Check(ledger);
        if (!effects.Status.IsOk)
            Assert.Empty(EffectInvariants.CheckAbort(effects, before, HashWithoutNonce(ledger, account)));
    }

    private static Bytes32 HashWithoutNonce(TestLedger ledger, Ed25519Account account)
    {
        LedgerState layer = ledger.Machine.State.Fork();
        Account state = layer.Accounts.Find(account.Address)!;
        layer.Accounts.Set(account.Address, state with { Nonce = state.Nonce - 1 });
        return StateHasher.Hash(layer);
    }

    private static void ChangeEpoch(TestLedger ledger)
    {
        ledger.NextEpoch();
        Assert.Empty(LedgerInvariants.Check(ledger.Machine));
    }

    private static void CheckReplay(TestLedger ledger)
    {
        LedgerMachine replica = Make.Machine(ledger.Machine.Genesis);
        foreach (Block block in ledger.Blocks)
            replica.Apply(BcsFormat.FromBytes<Block>(BcsFormat.ToBytes(block)));
        Assert.Equal(ledger.Machine.StateHash(), replica.StateHash());
        Assert.Equal(ledger.Machine.Head, replica.Head);
    }

    /// <summary>S2 kept apart: bytes ever bought for each epoch, from purchases alone.</summary>
    private sealed class SoldSpace
    {
        private readonly Dictionary<uint, ulong> _bytes = [];
        private ulong _seen;

        public void Check(TestLedger ledger)
        {
            foreach (LedgerEvent item in ledger.Machine.Events(_seen, int.MaxValue))
                Count(item.Body);
            _seen = ledger.Machine.NextEventPosition;
            foreach (RingEntry entry in ledger.Machine.FutureAccounting.Entries)
                Assert.Equal(_bytes.GetValueOrDefault(entry.Epoch.Value), entry.UsedCapacity);
        }

        private void Count(EventBody body)
        {
            if (body is StorageReserved bought)
                Add(bought.StartEpoch.Value, bought.EndEpoch.Value, bought.Size);
            if (body is StorageExtended extension)
                Add(extension.StartEpoch.Value, extension.EndEpoch.Value, extension.Size);
        }

        private void Add(uint start, uint end, ulong size)
        {
            for (uint epoch = start; epoch < end; epoch++)
                _bytes[epoch] = _bytes.GetValueOrDefault(epoch) + size;
        }
    }
}
