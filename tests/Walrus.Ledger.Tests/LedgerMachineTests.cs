using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests;

public sealed class LedgerMachineTests
{
    private readonly TestLedger _ledger = new();

    private LedgerMachine Machine => _ledger.Machine;

    [Fact]
    public void Block_0_opens_epoch_1()
    {
        Assert.Equal(0ul, Machine.Head.Height);
        Assert.Equal(new Epoch(1), Machine.Epoch);
        Assert.Equal(EpochPhaseKind.ChangeSync, Machine.EpochStatus.Phase.Kind);
        Assert.Equal(13, Machine.CurrentCommittee.Weight);
        Assert.Equal(4, Machine.CurrentCommittee.Members.Count);
        Assert.Null(Machine.PreviousCommittee);
        Assert.Equal(GenesisDefaults.StoragePrice, Machine.Prices.Storage);
        Assert.Equal(Machine.CurrentCommittee.Hash, Machine.Head.Header.NextCommitteeHash);
        Assert.Equal(
            [EventKind.EpochParametersSelected, EventKind.EpochChangeStart, EventKind.PricesUpdated, EventKind.ReadPriceUpdated, EventKind.EpochRewardsPaid],
            Machine.Events(0, 10).Select(item => item.Body.Kind));
        Assert.Equal(Genesis.Supply, Machine.Supply);
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void A_blob_is_reserved_registered_and_certified()
    {
        BlobObject blob = _ledger.Register(_ledger.Developer, root: 7);
        Assert.True(Machine.IsRegistered(blob.BlobId));
        Assert.False(Machine.IsCertified(blob.BlobId));
        blob = _ledger.Certify(_ledger.Developer, blob);
        Assert.Equal(new Epoch(1), blob.CertifiedEpoch);
        Assert.True(Machine.IsCertified(blob.BlobId));
        Assert.Equal([blob.BlobId], Machine.CertifiedBlobs(after: null, limit: 10));
        Assert.Equal([blob.BlobId], Machine.CertifiedBlobs(position: 0, limit: 10).Select(item => item.BlobId));
        Assert.Contains(blob.Id, Machine.OwnedObjects(_ledger.Developer.Address));
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void Effects_say_what_was_wrapped_and_what_it_cost()
    {
        TransactionEffects reserve = _ledger.Ok(_ledger.Developer, new ReserveSpace(1 << 20, 2));
        Assert.Equal(new TransactionCost(200, 0, 0), reserve.Cost);
        ObjectId reservation = Assert.Single(reserve.Created);
        TransactionEffects register = _ledger.Ok(
            _ledger.Developer, new RegisterBlob(reservation, Make.Blob(3, 10), Make.Bytes(3), 10, 1, true));
        Assert.Equal([reservation], register.Deleted);
        Assert.Equal(new TransactionCost(0, 2000, 0), register.Cost);
        TransactionEffects delete = _ledger.Ok(_ledger.Developer, new DeleteBlob(register.Created[0]));
        Assert.Equal([reservation], delete.Created);
        Assert.Equal(register.Created, delete.Deleted);
    }

    [Fact]
    public void An_aborted_transaction_changes_nothing_but_its_nonce()
    {
        ulong balance = _ledger.Balance(_ledger.Developer);
        ulong events = Machine.NextEventPosition;
        TransactionEffects effects = _ledger.Run(
            _ledger.Developer, new ReserveSpace(100, 1), new TransferWal(Make.Address(5), 7), new DestroyReservation(Make.Id(99)));
        Assert.Equal(TransactionStatus.Abort(Reason.EObjectNotFound, 2), effects.Status);
        Assert.Empty(effects.Created);
        Assert.Empty(effects.Events);
        Assert.Equal(balance, _ledger.Balance(_ledger.Developer));
        Assert.Equal(events, Machine.NextEventPosition);
        Assert.Null(Machine.FindAccount(Make.Address(5)));
        Assert.Equal(1ul, Machine.FindAccount(_ledger.Developer.Address)!.Nonce);
        Assert.Equal(0ul, Machine.UsedCapacity);
    }

    [Fact]
    public void Amounts_beyond_64_bits_abort() =>
        _ledger.Aborts(Reason.EOverflow, _ledger.Developer, new ReserveSpace(1, 1), new ReserveSpace(ulong.MaxValue, 1));

    [Fact]
    public void The_same_transaction_twice_is_applied_once()
    {
        SignedTransaction transfer = _ledger.Sign(_ledger.Developer, new TransferWal(Make.Address(5), 7));
        ProducedBlock first = _ledger.Produce(transfer, transfer);
        Assert.Equal([OutcomeKind.Included, OutcomeKind.Repeated], first.Outcomes.Select(outcome => outcome.Kind));
        TransactionOutcome again = _ledger.Outcome(SignedTransaction.FromBytes(transfer.ToBytes()));
        Assert.Equal(OutcomeKind.Repeated, again.Kind);
        Assert.Equal(BcsFormat.ToBytes(first.Outcomes[0].Effects!), BcsFormat.ToBytes(again.Effects!));
        Assert.Equal(7ul, Machine.FindAccount(Make.Address(5))!.Balance);
        Assert.Empty(_ledger.Blocks[^1].Transactions);
    }

    [Fact]
    public void A_transaction_is_answered_until_it_expires_and_refused_afterwards()
    {
        SignedTransaction transfer = _ledger.Sign(_ledger.Developer, new TransferWal(Make.Address(5), 7));
        _ledger.Produce(transfer);
        _ledger.NextEpoch();
        Assert.Equal(OutcomeKind.Repeated, _ledger.Outcome(transfer).Kind);
        _ledger.NextEpoch();
        Assert.Equal(Reason.EExpiredTransaction, _ledger.Outcome(transfer).RefusalReason);
        Assert.Null(Machine.FindEffects(transfer.Digest));
    }

    [Fact]
    public void Simulation_tells_the_effects_and_changes_nothing()
    {
        Bytes32 before = Machine.StateHash();
        Transaction transaction = new(
            Machine.Network, _ledger.Developer.Address, 0, Machine.Epoch, [new ReserveSpace(5_000_000, 2), new TransferWal(Make.Address(9), 5)]);
        TransactionEffects simulated = Machine.Simulate(transaction, _ledger.NowMs);
        Assert.Equal(new TransactionCost(1000, 0, 5), simulated.Cost);
        Assert.Equal(before, Machine.StateHash());
        TransactionEffects real = _ledger.Outcome(_ledger.Developer.Sign(transaction)).Effects!;
        Assert.Equal(BcsFormat.ToBytes(real), BcsFormat.ToBytes(simulated));
    }

    [Fact]
    public void A_replica_follows_block_by_block()
    {
        BlobObject blob = _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, root: 7));
        _ledger.Run(_ledger.Developer, new DeleteBlob(blob.Id));
        _ledger.NextEpoch();
        _ledger.NextEpoch();
        LedgerMachine replica = Make.Machine(Machine.Genesis);
        foreach (Block block in _ledger.Blocks)
            replica.Apply(BcsFormat.FromBytes<Block>(BcsFormat.ToBytes(block)));
        Assert.Equal(Machine.Head, replica.Head);
        Assert.Equal(Machine.StateHash(), replica.StateHash());
        Assert.Equal(Machine.Events(0, 1000), replica.Events(0, 1000));
    }

    [Fact]
    public void A_block_that_does_not_follow_is_refused_whole()
    {
        _ledger.Register(_ledger.Developer, root: 7);
        Block block = _ledger.Blocks[0];
        LedgerMachine replica = Make.Machine(Machine.Genesis);
        Bytes32 before = replica.StateHash();
        Block[] forgeries =
        [
            block with { Header = block.Header with { Height = 2 } },
            block with { Header = block.Header with { Previous = Make.Bytes(1) } },
            block with { Header = block.Header with { Network = new NetworkId(Make.Bytes(1)) } },
            block with { Header = block.Header with { TransactionRoot = Make.Bytes(1) } },
            block with { Header = block.Header with { EventRoot = Make.Bytes(1) } },
            block with { Header = block.Header with { AvailabilityRoot = Make.Bytes(1) } },
            block with { Header = block.Header with { CommitteeHash = Make.Bytes(1) } },
            block with { Header = block.Header with { NextCommitteeHash = Make.Bytes(1) } },
            block with { Header = block.Header with { Epoch = new Epoch(2) } },
            block with { Transactions = [] },
            block with { Transactions = [.. block.Transactions, .. block.Transactions] },
        ];
        foreach (Block forgery in forgeries)
            Assert.Throws<LedgerDivergedException>(() => replica.Apply(forgery));
        Assert.Equal(before, replica.StateHash());
        replica.Apply(block);
        Assert.Equal(Machine.StateHash(), replica.StateHash());
    }

    [Fact]
    public void Block_time_never_runs_back()
    {
        _ledger.Produce();
        _ledger.NowMs -= 500;
        _ledger.Produce();
        Assert.Equal(_ledger.Blocks[0].Header.TimestampMs, _ledger.Blocks[1].Header.TimestampMs);
        Block early = _ledger.Blocks[1] with { Header = _ledger.Blocks[1].Header with { TimestampMs = 5 } };
        LedgerMachine replica = Make.Machine(Machine.Genesis);
        replica.Apply(_ledger.Blocks[0]);
        Assert.Throws<LedgerDivergedException>(() => replica.Apply(early));
    }

    [Theory]
    [InlineData(2, 100, 2)]
    [InlineData(100, 2, 2)]
    [InlineData(3, 4, 3)]
    [InlineData(100, 0, 1)]
    public void Events_of_old_blocks_are_let_go(int blocks, int events, int kept)
    {
        LedgerMachine machine = Make.Machine(Machine.Genesis, blocks, events);
        ulong first = machine.NextEventPosition;
        for (ulong nonce = 0; nonce < 5; nonce++)
        {
            Transaction transfer = new(machine.Network, _ledger.Developer.Address, nonce, machine.Epoch, [new TransferWal(Make.Address(5), 1)]);
            machine.Produce([_ledger.Developer.Sign(transfer)], 1);
        }

        ulong oldest = first + 5 - (ulong)kept;
        Assert.Equal(oldest, machine.FirstRetainedEvent);
        Assert.Equal(Enumerable.Range(0, kept).Select(i => oldest + (ulong)i), machine.Events(0, 10).Select(item => item.Position));
        Assert.Equal([first + 4], machine.Events(first + 4, 10).Select(item => item.Position));
        Assert.Empty(machine.Events(first + 5, 10));
    }
}
