using CsCheck;
using Walrus.Core.Identifiers;
using Walrus.Gateway.Payments;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Reads;

namespace Walrus.Gateway.Tests.Payments;

public sealed class ReaderAccountTests
{
    private const ulong MiB = 1 << 20;
    private const ulong Batch = 4 * MiB;
    private const ulong Price = 10;

    private static readonly NetworkId Network = new(default);
    private static readonly Epoch Now = new(1);
    private static readonly Ed25519Account Reader = Ed25519Account.FromSeed(new byte[32]);
    private static readonly ReadChannel Channel = new(new ObjectId(default(Bytes32)), new ChannelParties(Reader.Address, default), 1_000_000, 0, null);
    private static readonly SettlementOptions Options = new() { BatchBytes = Batch };

    [Fact]
    public void What_is_lost_makes_room_for_others_and_stays_with_the_reader()
    {
        UnpaidTotal total = new(Batch);
        using ReaderAccount account = new(Network, Channel, null, Options, total);
        Assert.True(Accept(account, Batch));
        Assert.True(account.TryReserve(Batch));
        Assert.Equal(Batch, total.Bytes);
        account.WriteOff();
        Assert.Equal((0ul, 0), (total.Bytes, total.Readers));
        Assert.Null(account.FindUnsettled());

        // To read on, the reader has to cover what it owes, and that is settled first.
        Assert.Equal(Batch + 1, account.TermsFor(1).RequiredBytes);
        Assert.True(Accept(account, Batch + MiB));
        Assert.False(account.TryReserve(MiB));
        UnsettledVoucher owed = account.FindUnsettled()!;
        account.Settled(owed, Channel with { SettledBytes = Batch + MiB });
        Assert.True(account.TryReserve(MiB));
        Assert.Equal(0ul, total.Bytes);
    }

    [Fact]
    public void An_account_goes_on_where_the_process_before_stopped()
    {
        UnpaidTotal total = new(Batch);
        using ReaderAccount before = new(Network, Channel, null, Options, total);
        Accept(before, 3 * MiB);
        before.TryReserve(2 * MiB);
        before.Close(MiB / 2, new Dictionary<ObjectId, long> { [new ObjectId(default(Bytes32))] = 77 });

        UnpaidTotal fresh = new(Batch);
        using ReaderAccount after = new(Network, Channel, before.ToStore(), Options, fresh);
        Assert.Equal(before.TermsFor(5), after.TermsFor(5));
        Assert.Equal(total.Bytes, fresh.Bytes);
        UnsettledVoucher unsettled = after.FindUnsettled()!;
        Assert.Equal(before.FindUnsettled()!.Voucher, unsettled.Voucher);
        Assert.Equal([new ServedBytes(new ObjectId(default(Bytes32)), 77)], unsettled.Served);
        after.Settled(unsettled, Channel with { SettledBytes = 3 * MiB });
        Assert.Null(after.FindUnsettled());
        Assert.Empty(after.ToStore()!.Served);

        // Settled, and killed before that could be kept: what the nodes served is paid.
        using ReaderAccount late = new(Network, Channel with { SettledBytes = 3 * MiB }, before.ToStore(), Options, fresh);
        Assert.Null(late.FindUnsettled());
        Assert.Empty(late.ToStore()!.Served);
    }

    [Fact]
    public void What_was_seen_late_does_not_undo_what_is_known()
    {
        UnpaidTotal total = new(Batch);
        using ReaderAccount account = new(Network, Channel, null, Options, total);
        account.Follow(Channel with { SettledBytes = 5, WithdrawableFrom = new Epoch(3) });
        account.Follow(Channel);
        account.Follow(Channel with { SettledBytes = 5 });
        account.Follow(Channel with { Id = new ObjectId(new Bytes32([.. Enumerable.Repeat((byte)1, 32)])), SettledBytes = 9 });
        Assert.Equal(Channel with { SettledBytes = 5, WithdrawableFrom = new Epoch(3) }, account.Channel);
    }

    [Fact]
    public void Whatever_readers_do_together_they_owe_one_batch_at_most() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 4], Gen.ULong[1, 6 * MiB]).Array[1, 60].Sample(steps =>
        {
            UnpaidTotal total = new(Batch);
            ReaderAccount[] accounts = [.. Enumerable.Range(0, 3).Select(_ => new ReaderAccount(Network, Channel, null, Options, total))];
            ulong[] delivered = new ulong[3], lost = new ulong[3];
            foreach ((int who, int what, ulong bytes) in steps)
            {
                ReaderAccount account = accounts[who];
                switch (what)
                {
                    case 0 or 1:
                        Accept(account, account.TermsFor(bytes).RequiredBytes);
                        if (account.TryReserve(bytes))
                            delivered[who] += bytes;
                        break;
                    case 2 when account.TermsFor(0).DeliveredBytes is var most and > 0:
                        ulong back = Math.Min(bytes, Math.Min(most, most - Math.Min(most, account.Channel.SettledBytes)));
                        account.Close(back, new Dictionary<ObjectId, long>());
                        delivered[who] -= back;
                        lost[who] = Math.Min(lost[who], delivered[who] - Math.Min(delivered[who], account.Channel.SettledBytes));
                        break;
                    case 3 when account.FindUnsettled() is { } unsettled:
                        account.Settled(unsettled, account.Channel with { SettledBytes = unsettled.Voucher.Voucher.CumulativeBytes });
                        lost[who] = 0;
                        break;
                    case 4:
                        account.WriteOff();
                        lost[who] = delivered[who] - Math.Min(delivered[who], account.Channel.SettledBytes);
                        break;
                }

                ulong owed = 0;
                for (int i = 0; i < accounts.Length; i++)
                    owed += delivered[i] - Math.Min(delivered[i], accounts[i].Channel.SettledBytes) - lost[i];
                Assert.Equal(owed, total.Bytes);
                Assert.True(owed <= Batch);
            }
        }, iter: 300);

    private static bool Accept(ReaderAccount account, ulong promise) =>
        account.Accept(SignedVoucher.Sign(new Voucher(Channel.Id, promise, new Epoch(9)), Network, Reader), 1, Network, Now, Price);
}
