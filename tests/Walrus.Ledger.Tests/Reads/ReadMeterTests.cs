using CsCheck;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Reads;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Reads;

/// <summary>A gateway that follows its meter is owed for one batch at most, whatever readers do.</summary>
public sealed class ReadMeterTests
{
    private const ulong MiB = 1 << 20;
    private const ulong Batch = 4 * MiB;

    private static readonly NetworkId Network = new(Make.Bytes(1));
    private static readonly Ed25519Account Reader = Make.Account(1);
    private static readonly ReadChannel Channel = new(Make.Id(1), new ChannelParties(Reader.Address, Make.Address(2)), 100, 0, null);

    [Fact]
    public void Nothing_is_delivered_without_a_voucher_nor_beyond_a_batch()
    {
        ReadMeter meter = new(Network, Channel, Batch);
        Assert.False(meter.MayDeliver(1));
        meter.Accept(Sign(10 * MiB), new Epoch(1), readPrice: 10);
        Assert.True(meter.MayDeliver(Batch));
        Assert.False(meter.MayDeliver(Batch + 1));
        meter.Deliver(Batch);
        Assert.True(meter.IsBatchFull);
        Assert.False(meter.MayDeliver(1));
        meter.Follow(Channel with { Balance = 0, SettledBytes = 10 * MiB });
        Assert.Null(meter.Unsettled);
        Assert.True(meter.MayDeliver(Batch));
        meter.Follow(Channel with { SettledBytes = 10 * MiB, WithdrawableFrom = new Epoch(3) });
        Assert.False(meter.MayDeliver(1));
    }

    [Fact]
    public void What_is_settled_is_delivered_whatever_its_size()
    {
        ReadMeter meter = new(Network, Channel, Batch);
        meter.Accept(Sign(10 * MiB), new Epoch(1), readPrice: 10);
        meter.Deliver(MiB);
        Assert.False(meter.MayDeliver(9 * MiB));
        meter.Follow(Channel with { Balance = 0, SettledBytes = 10 * MiB });
        Assert.True(meter.MayDeliver(9 * MiB));
        Assert.False(meter.MayDeliver(9 * MiB + 1));
    }

    [Fact]
    public void A_voucher_covers_what_was_delivered_and_promises_more_than_the_last()
    {
        ReadMeter meter = new(Network, Channel, Batch);
        Assert.Equal(1ul, meter.CoverFor(0));
        Assert.Equal(MiB, meter.CoverFor(MiB));
        meter.Accept(Sign(2 * MiB), new Epoch(1), readPrice: 10);
        meter.Deliver(MiB);
        Assert.Equal(3 * MiB, meter.CoverFor(2 * MiB));
        Assert.Equal(2 * MiB + 1, meter.CoverFor(5));
        meter.TakeBack(MiB);
        Assert.Equal(2 * MiB + 1, meter.CoverFor(2 * MiB));
        Assert.Throws<ArgumentOutOfRangeException>(() => meter.TakeBack(1));
    }

    [Fact]
    public void A_promise_of_everything_does_not_overflow()
    {
        ReadMeter meter = new(Network, Channel with { Balance = ulong.MaxValue }, Batch);
        meter.Accept(Sign(ulong.MaxValue), new Epoch(1), readPrice: 10);
        meter.Deliver(ulong.MaxValue - 1);
        Assert.Equal(ulong.MaxValue, meter.CoverFor(MiB));
        Assert.False(meter.MayDeliver(2));
        Assert.Equal(ulong.MaxValue, meter.UnpaidAfter(MiB));
    }

    [Fact]
    public void A_meter_goes_on_where_one_before_stopped()
    {
        SignedVoucher latest = Sign(5 * MiB);
        ReadMeter owed = new(Network, Channel, Batch, latest, 3 * MiB);
        Assert.Equal((5 * MiB, 3 * MiB, 3 * MiB), (owed.AcceptedBytes, owed.DeliveredBytes, owed.UnpaidBytes));
        Assert.Equal(latest, owed.Unsettled);
        ReadMeter settled = new(Network, Channel with { SettledBytes = 5 * MiB }, Batch, latest, 3 * MiB);
        Assert.Equal((5 * MiB, 3 * MiB, 0ul), (settled.AcceptedBytes, settled.DeliveredBytes, settled.UnpaidBytes));
        Assert.Null(settled.Unsettled);
        Assert.Throws<ArgumentException>(() => new ReadMeter(Network, Channel with { Id = Make.Id(2) }, Batch, latest, 0));
    }

    [Fact]
    public void What_the_ledger_refuses_is_dropped_and_owed_on()
    {
        ReadMeter meter = new(Network, Channel, Batch);
        meter.Accept(Sign(MiB), new Epoch(1), readPrice: 10);
        meter.Deliver(MiB);
        meter.Drop();
        Assert.Null(meter.Unsettled);
        Assert.Equal(MiB, meter.UnpaidBytes);
        meter.Accept(Sign(2 * MiB), new Epoch(1), readPrice: 10);
        Assert.NotNull(meter.Unsettled);
    }

    [Fact]
    public void A_gateway_refuses_what_the_ledger_would_refuse()
    {
        ReadMeter meter = new(Network, Channel, Batch);
        Assert.Equal(Reason.EChannelOverdrawn, Refusal(meter, Sign(11 * MiB)));
        Assert.Equal(Reason.EVoucherExpired, Refusal(meter, Sign(MiB), epoch: 10));
        Assert.Equal(Reason.EInvalidVoucher, Refusal(meter, SignedVoucher.Sign(new Voucher(Channel.Id, MiB, new Epoch(9)), Network, Make.Account(2))));
        Assert.Equal(Reason.EWrongChannel, Refusal(meter, SignedVoucher.Sign(new Voucher(Make.Id(2), MiB, new Epoch(9)), Network, Reader)));
        Assert.Null(Refusal(meter, Sign(5 * MiB)));
        Assert.Equal(Reason.EVoucherReplayed, Refusal(meter, Sign(5 * MiB)));
        Assert.Equal(Reason.EVoucherShrunken, Refusal(meter, Sign(4 * MiB)));
    }

    [Fact]
    public void Whatever_a_reader_does_one_batch_is_the_most_that_is_lost() =>
        Gen.Select(Gen.Int[0, 3], Gen.ULong[0, 6 * MiB]).Array[1, 40].Sample(steps =>
        {
            ReadChannel channel = Channel with { Balance = 1_000_000 };
            ReadMeter meter = new(Network, channel, Batch);
            ulong promised = 0;
            foreach ((int kind, ulong bytes) in steps)
            {
                switch (kind)
                {
                    case 0:
                        promised += bytes;
                        Refusal(meter, Sign(promised));
                        break;
                    case 1 when meter.Unsettled is { } voucher:
                        ulong cost = VoucherCheck.CostOf(voucher, channel, Network, new Epoch(1), 10);
                        channel = channel with { Balance = channel.Balance - cost, SettledBytes = voucher.Voucher.CumulativeBytes };
                        meter.Follow(channel);
                        break;
                    case 2 or 3 when meter.MayDeliver(bytes):
                        meter.Deliver(bytes);
                        break;
                }

                // If the reader stops here and the last voucher cannot be settled, this is what was served for nothing.
                Assert.True(meter.DeliveredBytes <= channel.SettledBytes + Batch);
            }
        }, iter: 200);

    private static SignedVoucher Sign(ulong bytes) => SignedVoucher.Sign(new Voucher(Channel.Id, bytes, new Epoch(9)), Network, Reader);

    private static string? Refusal(ReadMeter meter, SignedVoucher voucher, uint epoch = 1)
    {
        try
        {
            meter.Accept(voucher, new Epoch(epoch), readPrice: 10);
            return null;
        }
        catch (LedgerException refusal)
        {
            return refusal.Reason;
        }
    }
}
