using CsCheck;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Journals;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Proofs;
using Walrus.Ledger.Reads;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Formats;

/// <summary>Bytes from outside decode to a value that writes the same bytes, or are refused with a protocol error.</summary>
public sealed class DecoderFuzzTests
{
    private static readonly byte[] SignedBytes = Make.Account(3).Sign(
        new Transaction(new NetworkId(Make.Bytes(1)), Make.Account(3).Address, 4, new(7), Samples.Commands)).ToBytes();

    [Fact]
    public void Damaged_commands() => Check<Command>([.. Samples.Commands.Select(BcsFormat.ToBytes)]);

    [Fact]
    public void Damaged_events() => Check<EventBody>([.. Samples.Events.Select(BcsFormat.ToBytes)]);

    [Fact]
    public void Damaged_transactions() => Check<SignedTransaction>([SignedBytes]);

    [Fact]
    public void Damaged_headers() => Check<BlockHeader>([Example("BlockHeader")]);

    [Fact]
    public void Damaged_genesis() => Check<Genesis>([Example("Genesis")]);

    [Fact]
    public void Damaged_effects() => Check<TransactionEffects>([Example("TransactionEffects")]);

    [Fact]
    public void Damaged_paths() => Check<SparseMerklePath>([Example("SparseMerklePath")]);

    [Fact]
    public void Damaged_values() => Check<AvailabilityValue>([Example("AvailabilityValue")]);

    [Fact]
    public void Damaged_vouchers() => Check<SignedVoucher>([Example("SignedVoucher")]);

    [Fact]
    public void Damaged_checkpoints() => Check<Checkpoint>([BcsFormat.ToBytes(Samples.Checkpoint)]);

    [Fact]
    public void Damaged_rosters() => Check<CommitteeRoster>([BcsFormat.ToBytes(Samples.Roster)]);

    [Fact]
    public void Damaged_hand_overs() => Check<CommitteeHandover>([BcsFormat.ToBytes(new CommitteeHandover(Samples.Checkpoint, Samples.Roster))]);

    [Fact]
    public void Damaged_proofs() => Check<AvailabilityProof>(
        [BcsFormat.ToBytes(new AvailabilityProof(Samples.Checkpoint, Samples.Evidence, [new CommitteeHandover(Samples.Checkpoint, Samples.Roster)]))]);

    [Fact]
    public void Damaged_journal_entries() => Check<JournalEntry>(
        [[0, .. Example("Genesis")], [1, .. Example("BlockHeader"), 1, (byte)(SignedBytes.Length & 0x7f | 0x80), (byte)(SignedBytes.Length >> 7), .. SignedBytes], [2, 1, 2, 3, 0, 0, 0, 0, 0]]);

    [Fact]
    public void A_clock_that_is_millennia_ahead_is_written_as_it_was_read()
    {
        // So many milliseconds, as a floating-point number, are one less.
        byte[] entry = [2, .. BitConverter.GetBytes(61_485_989_860_020L)];

        Assert.Equal(entry, BcsFormat.ToBytes(BcsFormat.FromBytes<JournalEntry>(entry)));
    }

    [Fact]
    public void Blocks_of_damaged_transactions()
    {
        BcsWriter writer = new();
        writer.Fixed(Example("BlockHeader"));
        writer.Vector<byte[]>([SignedBytes, SignedBytes], static (w, bytes) => w.Bytes(bytes));
        Check<Block>([writer.ToArray()]);
    }

    private static byte[] Example(string type) => FormatDocument.Bytes(FormatDocument.Rows("Blocks").Single(row => row[0] == type)[2]);

    private static void Check<T>(byte[][] samples) where T : IBcs<T>
    {
        Gen<byte[]> random = Gen.Byte.Array[0, 200];
        Gen<byte[]> damaged = Gen.Select(Gen.Int[0, samples.Length - 1].Select(i => samples[i]), Gen.Int[0, int.MaxValue], Gen.Byte, Gen.Int[0, 3], Damage);
        Gen.OneOf(random, damaged).Sample(bytes =>
        {
            try
            {
                Assert.Equal(bytes, BcsFormat.ToBytes(BcsFormat.FromBytes<T>(bytes)));
            }
            catch (ProtocolException)
            {
                // Refused, which is what damaged bytes deserve.
            }
        }, iter: 2000);
    }

    private static byte[] Damage(byte[] sample, int position, byte value, int kind)
    {
        int at = position % Math.Max(sample.Length, 1);
        return kind switch
        {
            0 => sample[..at],
            1 => [.. sample, value],
            2 => [.. sample[..at], value, .. sample[at..]],
            _ => [.. sample[..at], value, .. sample[Math.Min(at + 1, sample.Length)..]],
        };
    }
}
