using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Grains.Ledger;
using Walrus.Grains.Tests.Networks;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Transactions;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Ledger;

public sealed class LedgerGrainTests(NetworkFixture fixture) : IClassFixture<NetworkFixture>
{
    private const ulong Funds = 1_000_000;
    private readonly WalrusNetwork _network = fixture.Network;

    private ILedgerGrain Ledger => _network.Cluster.Client.GetGrain<ILedgerGrain>(0);

    [Fact]
    public async Task The_same_transaction_sent_twice_is_answered_the_same_and_applied_once()
    {
        using Ed25519Account sender = await FundedAsync(1);
        Address receiver = Address.Parse("0x5001");
        LedgerSubmission payment = Sign(sender, nonce: 0, receiver, 10);
        SubmissionReply[] replies = await Task.WhenAll(Ledger.SubmitAsync(payment), Ledger.SubmitAsync(payment));
        SubmissionReply later = await Ledger.SubmitAsync(payment);
        Assert.All(replies, reply => Assert.Equal(later.Effects, reply.Effects));
        Assert.Equal(10ul, await BalanceAsync(receiver, later.Head));
    }

    [Fact]
    public async Task Transactions_that_arrive_out_of_order_are_applied_in_the_order_of_their_nonces()
    {
        using Ed25519Account sender = await FundedAsync(2);
        Address receiver = Address.Parse("0x5002");
        SubmissionReply[] replies = await Task.WhenAll(
            Enumerable.Range(0, 20).Reverse().Select(nonce => Ledger.SubmitAsync(Sign(sender, (ulong)nonce, receiver, 1))));
        Assert.All(replies, static reply => Assert.Null(reply.Refusal));
        Assert.Equal(20ul, await BalanceAsync(receiver, replies.Max(static reply => reply.Head)));
    }

    /// <summary>An answer that does not come is not waited for as long as an early nonce is: with it, others wait.</summary>
    [Fact]
    public async Task Whoever_gets_no_answer_hears_so_in_time_to_send_again()
    {
        using Ed25519Account sender = await FundedAsync(6);
        Address receiver = Address.Parse("0x5006");
        await Assert.ThrowsAsync<TimeoutException>(() => Ledger.SubmitAsync(Sign(sender, nonce: 1, receiver, 1)));
        Task<SubmissionReply> again = Ledger.SubmitAsync(Sign(sender, nonce: 1, receiver, 1));
        Assert.Null((await Ledger.SubmitAsync(Sign(sender, nonce: 0, receiver, 1))).Refusal);
        Assert.Null((await again).Refusal);
        Assert.Equal(2ul, await BalanceAsync(receiver, (await again).Head));
    }

    [Fact]
    public async Task A_used_nonce_is_refused_and_nothing_changes()
    {
        using Ed25519Account sender = await FundedAsync(3);
        Address receiver = Address.Parse("0x5003");
        await Ledger.SubmitAsync(Sign(sender, nonce: 0, receiver, 1));
        SubmissionReply again = await Ledger.SubmitAsync(Sign(sender, nonce: 0, receiver, 2));
        Assert.Equal(Reason.EWrongNonce, again.Refusal);
        Assert.Equal(1ul, await BalanceAsync(receiver, again.Head));
    }

    [Fact]
    public async Task An_abort_uses_up_its_nonce_and_moves_nothing()
    {
        using Ed25519Account sender = await FundedAsync(4);
        Address receiver = Address.Parse("0x5004");
        SubmissionReply reply = await Ledger.SubmitAsync(Sign(sender, nonce: 0, receiver, Funds + 1));
        Assert.Equal(Reason.EInsufficientBalance, BcsFormat.FromBytes<TransactionEffects>(reply.Effects).Status.AbortReason);
        Assert.Null((await Ledger.SubmitAsync(Sign(sender, nonce: 1, receiver, 7))).Refusal);
        Assert.Equal(7ul, await BalanceAsync(receiver, await Ledger.GetHeadAsync()));
    }

    [Fact]
    public async Task A_forged_signature_and_bytes_that_are_no_transaction_are_refused()
    {
        using Ed25519Account sender = await FundedAsync(5);
        byte[] forged = Sign(sender, nonce: 0, Address.Parse("0x5005"), 1).SignedTransaction;
        forged[^40] ^= 1;
        Assert.Equal(Reason.EInvalidSignature, (await Ledger.SubmitAsync(new LedgerSubmission(forged))).Refusal);
        Assert.NotNull((await Ledger.SubmitAsync(new LedgerSubmission([1, 2, 3]))).Refusal);
        Assert.NotNull((await Ledger.SubmitAsync(new LedgerSubmission([]))).Refusal);
    }

    private async Task<Ed25519Account> FundedAsync(byte number)
    {
        byte[] seed = new byte[Ed25519Account.SeedLength];
        seed[0] = number;
        Ed25519Account account = Ed25519Account.FromSeed(seed);
        using StringContent body = new($"{{\"address\":\"{account.Address}\",\"amount\":{Funds}}}");
        using HttpResponseMessage paid = await _network.Gateway.PostAsync(new Uri("/dev/v1/faucet", UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.True(paid.IsSuccessStatusCode);
        return account;
    }

    private LedgerSubmission Sign(Ed25519Account sender, ulong nonce, Address receiver, ulong amount)
    {
        SignedTransaction signed = new TransactionBuilder().Add(new TransferWal(receiver, amount))
            .Sign(_network.Genesis.ComputeNetworkId(), sender, nonce, new Epoch(2));
        return new LedgerSubmission(signed.ToBytes());
    }

    private async Task<ulong> BalanceAsync(Address address, long head)
    {
        LedgerReplica replica = _network.Ledger;
        await replica.WaitForPositionAsync(head, TestContext.Current.CancellationToken);
        return replica.Read(machine => machine.FindAccount(address)?.Balance ?? 0);
    }
}
