using CsCheck;
using Walrus.Client.Payments;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Reads;

namespace Walrus.Client.Tests.Payments;

public sealed class PurseTests
{
    private const ulong MiB = 1 << 20;
    private const ulong Price = 10;

    private static readonly Ed25519Account Reader = Ed25519Account.FromSeed(new byte[32]);
    private static readonly BlobId Blob = BlobId.Parse(new string('A', 43));
    private static readonly PaymentTerms Terms = new(default, Price, new Epoch(2), 0, null);

    [Fact]
    public void The_same_promise_is_counted_once_and_a_greater_one_by_what_it_adds()
    {
        Purse purse = new(Reader, limit: 50);
        Assert.Equal(MiB, Sign(purse, At(0, 0), MiB).Voucher.CumulativeBytes);
        Assert.Equal(10ul, purse.Promised);
        Sign(purse, At(0, 0), MiB);
        Assert.Equal(10ul, purse.Promised);
        Sign(purse, At(MiB, MiB), 2 * MiB);
        Assert.Equal((30ul, 3), (purse.Promised, purse.Vouchers));
        Assert.Throws<ReadTooDearException>(() => Sign(purse, At(3 * MiB, 3 * MiB), 3 * MiB));
        Assert.Equal((30ul, 3), (purse.Promised, purse.Vouchers));
    }

    [Fact]
    public void However_vouchers_are_settled_they_cost_no_more_than_was_counted() =>
        Gen.Select(Gen.ULong[1, 5 * MiB], Gen.Bool).Array[1, 20].Sample(steps =>
        {
            Purse purse = new(Reader, limit: ulong.MaxValue);
            ulong delivered = 0, settled = 0, paid = 0;
            foreach ((ulong bytes, bool isSettled) in steps)
            {
                delivered = Sign(purse, At(delivered, delivered), bytes).Voucher.CumulativeBytes;
                if (!isSettled)
                    continue;
                paid += Pricing.Units(delivered - settled) * Price;
                settled = delivered;
            }

            paid += Pricing.Units(delivered - settled) * Price;
            Assert.True(paid <= purse.Promised, $"{paid} of {purse.Promised}");
        });

    [Fact]
    public void A_channel_that_was_opened_again_begins_anew()
    {
        Purse purse = new(Reader, limit: 50);
        Sign(purse, At(0, 0), 2 * MiB);
        Sign(purse, At(0, 0) with { Channel = new ObjectId(new Bytes32([.. Enumerable.Repeat((byte)1, 32)])) }, MiB);
        Assert.Equal(30ul, purse.Promised);
    }

    [Fact]
    public void What_does_not_fit_is_too_dear()
    {
        Purse purse = new(Reader, limit: 50);
        Assert.Throws<ReadTooDearException>(() => purse.RequireAffordable(Blob, Purse.Cost(ulong.MaxValue, ulong.MaxValue)));
        purse.RequireAffordable(Blob, 50);
        Assert.Throws<ReadTooDearException>(() => purse.RequireAffordable(Blob, 51));
    }

    private static ChannelTerms At(ulong covered, ulong delivered) => new(default, 1000, 0, covered, delivered, 0, null);

    private static SignedVoucher Sign(Purse purse, ChannelTerms channel, ulong bytes) => purse.Sign(Blob, Terms, channel, bytes, new NetworkId(default), new Epoch(3));
}
