using CsCheck;
using Walrus.Client.Payments;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Reads;

namespace Walrus.Client.Tests.Payments;

public sealed class PaymentFormTests
{
    private static readonly Ed25519Account Reader = Ed25519Account.FromSeed(new byte[32]);

    [Fact]
    public void A_voucher_comes_out_of_its_header_as_it_went_in() => Gen.Select(Gen.ULong, Gen.UInt).Sample((bytes, expiry) =>
    {
        SignedVoucher voucher = SignedVoucher.Sign(new Voucher(new ObjectId(default(Bytes32)), bytes, new Epoch(expiry)), new NetworkId(default), Reader);
        Assert.True(VoucherHeader.TryParse(VoucherHeader.Format(voucher), out SignedVoucher? read));
        Assert.Equal(voucher, read);
    }, iter: 20);

    [Fact]
    public void Anything_else_is_no_voucher() => Gen.String[0, 400].Sample(text => Assert.False(VoucherHeader.TryParse(text, out _)));

    [Fact]
    public void A_voucher_is_exactly_as_long_as_a_voucher()
    {
        for (int length = 0; length < 190; length++)
            Assert.Equal(length == 140, VoucherHeader.TryParse(Convert.ToBase64String(new byte[length]), out _));
        Assert.False(VoucherHeader.TryParse(null, out _));
    }

    [Fact]
    public void Terms_come_out_of_an_envelope_as_they_went_in() =>
        Gen.Select(Gen.ULong, Gen.UInt, Gen.ULong, Gen.Bool, Gen.Bool).Sample((price, epoch, bytes, isKnown, isClosing) =>
        {
            ChannelTerms channel = new(new ObjectId(default(Bytes32)), price, bytes, bytes / 2, bytes / 3, bytes / 4, isClosing ? new Epoch(epoch) : null);
            PaymentTerms terms = new(Reader.Address, price, new Epoch(epoch), bytes, isKnown ? channel : null);
            Assert.Equal(terms, PaymentTerms.Read(terms.ToMetadata()));
        });

    [Fact]
    public void Terms_that_lack_something_make_no_sense()
    {
        PaymentTerms terms = new(Reader.Address, 1, new Epoch(2), 3, new ChannelTerms(default, 4, 5, 6, 7, 8, new Epoch(9)));
        foreach (string name in terms.ToMetadata().Keys.Where(static name => name is not ("channel" or "withdrawableFrom")))
        {
            Assert.Throws<FormatException>(() => PaymentTerms.Read(terms.ToMetadata().Remove(name)));
            Assert.Throws<FormatException>(() => PaymentTerms.Read(terms.ToMetadata().SetItem(name, "-1")));
        }
    }
}
