using CsCheck;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Snapshots;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Snapshots;

public sealed class LedgerSnapshotTests
{
    private readonly TestLedger _ledger = new();

    private LedgerMachine Machine => _ledger.Machine;

    [Fact]
    public void A_restored_ledger_answers_as_the_one_it_was_taken_of()
    {
        Fill();
        LedgerMachine restored = Make.Restored(Machine.Genesis, Machine.BeginSnapshot());
        Machine.EndSnapshot();
        Assert.Equal(Machine.StateHash(), restored.StateHash());
        Assert.Equal(Machine.Head, restored.Head);
        Assert.Equal(Machine.Epoch, restored.Epoch);
        Assert.Equal(Machine.OwnedObjects(_ledger.Developer.Address), restored.OwnedObjects(_ledger.Developer.Address));
        Assert.Equal(Machine.OwnedReservations(_ledger.Treasury.Address), restored.OwnedReservations(_ledger.Treasury.Address));
        Assert.Single(restored.OwnedReservations(_ledger.Treasury.Address));
        Assert.Equal(Machine.CertifiedBlobs(null, 100), restored.CertifiedBlobs(null, 100));
        Assert.Equal(Machine.CertifiedBlobs(0, 100), restored.CertifiedBlobs(0, 100));
        BlobId blob = Assert.Single(Machine.CertifiedBlobs(null, 100));
        Assert.True(restored.ProveAvailability(blob).IsShownBy(Machine.Head.Header));
        Assert.Equal(Machine.NextEventPosition, restored.FirstRetainedEvent);
    }

    [Fact]
    public void A_restored_ledger_goes_on_alike()
    {
        Fill();
        LedgerMachine restored = Make.Restored(Machine.Genesis, Machine.BeginSnapshot());
        Machine.EndSnapshot();
        int before = _ledger.Blocks.Count;
        Fill();
        // Long enough that what was certified before the snapshot expires.
        for (int i = 0; i < 4; i++)
            _ledger.NextEpoch();
        foreach (Block block in _ledger.Blocks[before..])
            restored.Apply(block);
        Assert.Equal(Machine.StateHash(), restored.StateHash());
        Assert.Equal(Machine.Head, restored.Head);
        Assert.Equal(Machine.Events(restored.FirstRetainedEvent, 1000), restored.Events(0, 1000));
    }

    [Fact]
    public void A_transaction_sent_before_the_snapshot_is_answered_the_same_after_it()
    {
        SignedTransaction transfer = _ledger.Sign(_ledger.Developer, new TransferWal(Make.Address(5), 7));
        TransactionEffects effects = _ledger.Produce(transfer).Outcomes.Single().Effects!;
        LedgerMachine restored = Make.Restored(Machine.Genesis, Machine.BeginSnapshot());
        TransactionOutcome again = restored.Produce([transfer], 0).Outcomes.Single();
        Assert.Equal(OutcomeKind.Repeated, again.Kind);
        Assert.Equal(BcsFormat.ToBytes(effects), BcsFormat.ToBytes(again.Effects!));
        Assert.True(restored.FindEffectsBytes(transfer.Digest).SequenceEqual(BcsFormat.ToBytes(effects)));
    }

    [Fact]
    public void What_happens_while_it_is_open_is_not_in_it_and_not_lost()
    {
        Fill();
        LedgerMachine twin = Replayed();
        byte[][] expected = Make.Frames(twin.BeginSnapshot());
        LedgerSnapshot open = Machine.BeginSnapshot();
        Fill();
        _ledger.NextEpoch();
        Assert.Equal(expected, Make.Frames(open));
        Assert.Equal(Replayed().StateHash(), Machine.StateHash());
        Machine.EndSnapshot();
        Assert.Equal(Replayed().StateHash(), Machine.StateHash());
        Assert.Equal(Replayed().OwnedObjects(_ledger.Developer.Address), Machine.OwnedObjects(_ledger.Developer.Address));
    }

    [Fact]
    public void Changes_of_epoch_that_are_not_handed_over_go_along()
    {
        _ledger.NextEpoch();
        EpochTurn[] turns = [.. _ledger.Blocks.Select(static block => block.Header.Height).Select(Turn).OfType<EpochTurn>()];
        Assert.NotEmpty(turns);
        SnapshotHeader header = new(7, 9, Machine.Head.Header, [.. turns]);
        SnapshotHeader read = BcsFormat.FromBytes<SnapshotHeader>(BcsFormat.ToBytes(header));
        Assert.Equal(BcsFormat.ToBytes(header), BcsFormat.ToBytes(read));
        Assert.Equal(turns.Select(static turn => turn.Next.Hash), read.OpenTurns.Select(static turn => turn.Next.Hash));
        Assert.Equal(turns.Select(static turn => turn.Next.Epoch), read.OpenTurns.Select(static turn => turn.Next.Epoch));
    }

    [Fact]
    public void One_is_open_at_a_time()
    {
        Machine.BeginSnapshot();
        Assert.True(Machine.IsSnapshotOpen);
        Assert.Throws<InvalidOperationException>(Machine.BeginSnapshot);
        Machine.EndSnapshot();
        Assert.Throws<InvalidOperationException>(Machine.EndSnapshot);
    }

    [Fact]
    public void A_block_prepared_before_it_was_opened_is_not_committed_after()
    {
        PreparedBlock block = Machine.Prepare([], _ledger.NowMs);
        Machine.BeginSnapshot();
        Assert.Throws<InvalidOperationException>(() => Machine.Commit(block));
    }

    [Fact]
    public void Another_networks_is_refused()
    {
        byte[][] frames = Make.Frames(Machine.BeginSnapshot());
        Assert.Throws<InvalidSnapshotException>(() => Make.Restored(Make.Genesis(nodes: 5), frames));
        Assert.Throws<InvalidSnapshotException>(() => Make.Restored(Machine.Genesis, []));
    }

    /// <summary>With the seeds that once found something: a key that was there twice, a count beyond all numbers.</summary>
    [Theory]
    [InlineData(null, 1000)]
    [InlineData("b0CubXufTwy2", 1)]
    [InlineData("63fJGZU9pZY1", 1)]
    public void Damaged_bytes_give_an_error_of_the_protocol_or_the_same_state(string? seed, long times)
    {
        Fill();
        byte[][] frames = Make.Frames(Machine.BeginSnapshot());
        Bytes32 hash = Machine.StateHash();
        Gen.Select(Gen.Int[0, frames.Length - 1], Gen.Int[0, int.MaxValue], Gen.Byte, Gen.Int[0, 2]).Sample((frame, position, value, kind) =>
        {
            byte[] whole = frames[frame];
            int at = position % whole.Length;
            byte[] damaged = kind switch { 0 => whole[..at], 1 => [.. whole[..at], value, .. whole[at..]], _ => [.. whole[..at], value, .. whole[(at + 1)..]] };
            try
            {
                // The effects that are remembered are no part of the state.
                Assert.Equal(hash, Make.Restored(Machine.Genesis, [.. frames[..frame], damaged, .. frames[(frame + 1)..]]).StateHash());
            }
            catch (ProtocolException)
            {
                // Refused, which is what damaged bytes deserve.
            }
        }, seed: seed, iter: times);
    }

    /// <summary>The change of epoch that a block made, by executing all up to it.</summary>
    private EpochTurn? Turn(ulong height)
    {
        LedgerMachine machine = Make.Machine(Machine.Genesis);
        foreach (Block block in _ledger.Blocks.TakeWhile(block => block.Header.Height <= height))
            machine.Apply(block);
        return EpochTurn.At(machine);
    }

    private void Fill()
    {
        ulong number = (ulong)_ledger.Blocks.Count;
        BlobObject blob = _ledger.Register(_ledger.Developer, number, deletable: true, epochs: 3);
        if (number == 0)
            _ledger.Certify(_ledger.Developer, blob);
        BlobObject shared = _ledger.Register(_ledger.Developer, number + 1000, epochs: 2);
        _ledger.Ok(_ledger.Developer, new SetAttribute(shared.Id, "name", "value"), new ShareBlob(shared.Id));
        _ledger.Ok(_ledger.Treasury, new ReserveSpace(1000, 2), new StakeWal(Genesis.NodeId(Machine.Network, 1), 5_000_000_000));
        Assert.Equal(Errors.Reason.EObjectNotFound, _ledger.Run(_ledger.Treasury, new BurnBlob(Make.Id(9))).Status.AbortReason);
    }

    private LedgerMachine Replayed()
    {
        LedgerMachine replica = Make.Machine(Machine.Genesis);
        foreach (Block block in _ledger.Blocks)
            replica.Apply(block);
        return replica;
    }
}
