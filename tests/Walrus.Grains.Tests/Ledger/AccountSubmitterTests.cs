using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Client.Founding;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Transactions;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Tests.Ledger;

public sealed class AccountSubmitterTests
{
    private const int Payments = 24;
    private static readonly Address Receiver = Address.Parse("0x5100");

    [Fact]
    public async Task A_transaction_that_is_lost_keeps_none_of_those_behind_it_from_the_ledger()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        // Those behind it are refused when it has not come in time; only then whoever sent it hears that it is lost.
        TaskCompletionSource refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0, refusals = 0;
        ledger.Orderer.Submit = async submission =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                await refused.Task;
                throw new TimeoutException("lost");
            }

            SubmissionReply reply = await ledger.Sequencer.SubmitAsync(submission.SignedTransaction);
            if (reply.Refusal == Reason.EWrongNonce && Interlocked.Increment(ref refusals) == Payments - 1)
                refused.SetResult();
            return reply;
        };
        await ledger.PayAsync(Payments);
        Assert.True(refusals >= Payments - 1);
    }

    [Fact]
    public async Task One_that_somebody_holds_back_loses_its_place_and_is_applied_later()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        TaskCompletionSource others = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0, applied = 0;
        ledger.Orderer.Submit = async submission =>
        {
            if (Interlocked.Increment(ref calls) == 1)
                await others.Task;
            SubmissionReply reply = await ledger.Sequencer.SubmitAsync(submission.SignedTransaction);
            if (reply.Effects is not null && Interlocked.Increment(ref applied) == Payments - 1)
                others.SetResult();
            return reply;
        };
        await ledger.PayAsync(Payments, areEqual: false);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    public async Task Each_transaction_is_applied_once_whatever_calls_are_lost(int seed, bool areEqual)
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Random dice = new(seed);
        ledger.Orderer.Submit = async submission =>
        {
            int loss;
            lock (dice)
                loss = dice.Next(6);
            if (loss == 0)
                throw new TimeoutException("lost on the way there");
            SubmissionReply reply = await ledger.Sequencer.SubmitAsync(submission.SignedTransaction);
            return loss == 1 ? throw new TimeoutException("lost on the way back") : reply;
        };
        await ledger.PayAsync(Payments, areEqual);
    }

    [Fact]
    public async Task What_is_sent_again_while_it_waits_for_an_earlier_nonce_is_answered_as_the_first()
    {
        await using Ledger ledger = await Ledger.StartAsync(TimeSpan.FromMinutes(5));
        Task<SubmissionReply> early = ledger.Sequencer.SubmitAsync(ledger.Sign(nonce: 1));
        Task<SubmissionReply> again = ledger.Sequencer.SubmitAsync(ledger.Sign(nonce: 1));
        Assert.Equal(Reason.EWrongNonce, (await ledger.Sequencer.SubmitAsync(ledger.Sign(nonce: 1, amount: 2))).Refusal);
        Assert.False(early.IsCompleted || again.IsCompleted);
        Assert.Null((await ledger.Sequencer.SubmitAsync(ledger.Sign(nonce: 0))).Refusal);
        Assert.NotNull((await early).Effects);
        Assert.Equal((await early).Effects, (await again).Effects);
        Assert.Equal(2ul, ledger.Received);
    }

    /// <summary>An orderer in memory, and a way to it that loses what the test wants.</summary>
    private sealed class Ledger : IAsyncDisposable
    {
        private readonly MemoryLedgerJournal _journal = new();
        private readonly KeyRing _keys = new(folder: null, seed: 6);
        private readonly NetworkClock _clock = new(TimeProvider.System, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        private readonly Genesis _genesis;
        private LedgerReplica _replica = null!;

        private Ledger() => _genesis = NetworkFounder.Found(
            new NetworkPlan
            {
                Shards = 10,
                Epoch = TimeSpan.FromHours(1),
                NodeUrls = [.. Enumerable.Range(0, 4).Select(static index => new Uri($"http://node-{index}.test"))],
                Capacity = 1L << 40,
                Development = true,
            },
            _keys);

        public LossyOrderer Orderer { get; } = new();

        public LedgerSequencer Sequencer { get; private set; } = null!;

        public ulong Received => _replica.Read(static machine => machine.FindAccount(Receiver)?.Balance ?? 0);

        private Ed25519Account Account => _keys.Account(NetworkFounder.GatewayAccount);

        public static async Task<Ledger> StartAsync(TimeSpan? earlyNonceWait = null)
        {
            Ledger ledger = new();
            LedgerFounding founding = new(ledger._genesis, new BlsAggregateVerifier());
            ledger._replica = new LedgerReplica(ledger._journal, founding, ledger._clock);
            ledger.Sequencer = await LedgerSequencer.StartAsync(
                ledger._journal, founding, ledger._replica, ledger._clock, new LedgerSequencerOptions { EarlyNonceWait = earlyNonceWait ?? TimeSpan.FromMilliseconds(20) },
                NullLogger.Instance, TestContext.Current.CancellationToken);
            return ledger;
        }

        public async Task PayAsync(int payments, bool areEqual = true)
        {
            AccountSubmitter submitter = new(Account, Orderer, _replica, _clock);
            ulong[] amounts = [.. Enumerable.Range(1, payments).Select(number => areEqual ? 1 : (ulong)number)];
            TransactionEffects[] effects = await Task.WhenAll(amounts
                .Select(amount => submitter.SubmitAsync(new TransactionBuilder().Add(new TransferWal(Receiver, amount)), TestContext.Current.CancellationToken)));
            Assert.Equal(payments, effects.Select(static effect => effect.Digest).Distinct().Count());
            Assert.Equal(amounts.Aggregate(0ul, static (sum, amount) => sum + amount), Received);
        }

        public byte[] Sign(ulong nonce, ulong amount = 1) => new TransactionBuilder().Add(new TransferWal(Receiver, amount))
            .Sign(_genesis.ComputeNetworkId(), Account, nonce, new Epoch(1)).ToBytes();

        public async ValueTask DisposeAsync()
        {
            await Sequencer.DisposeAsync();
            _replica.Dispose();
            await _journal.DisposeAsync();
        }
    }

    private sealed class LossyOrderer : ILedgerOrderer
    {
        public Func<LedgerSubmission, Task<SubmissionReply>> Submit { get; set; } = null!;

        public Task StartAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task<SubmissionReply> SubmitAsync(LedgerSubmission submission) => Submit(submission);

        public Task<long> AdvanceClockAsync(TimeSpan by) => throw new NotSupportedException();
    }
}
