using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Transactions;
using Walrus.Storage.Journals;

namespace Walrus.Server.Tests;

/// <summary>The server with its points armed: around the orderer, the journal, and the nodes' confirmations.</summary>
internal static class KillingServer
{
    public static void Arm(IHostApplicationBuilder builder, ServerKillPoint point)
    {
        IServiceCollection services = builder.Services;
        ILedgerJournal journal = (ILedgerJournal)services.Single(static service => service.ServiceType == typeof(ILedgerJournal)).ImplementationInstance!;
        KillingJournal killing = new(journal, point);
        services.Replace(ServiceDescriptor.Singleton<ILedgerJournal>(killing));
        services.Replace(ServiceDescriptor.Singleton<ILedgerOrderer>(provider =>
            new KillingOrderer(ActivatorUtilities.CreateInstance<ClusterOrderer>(provider), killing, point)));
        services.AddSingleton<IIncomingGrainCallFilter>(new KillingConfirmations(point));
    }

    private sealed class KillingConfirmations(ServerKillPoint point) : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            bool confirms = context.InterfaceMethod?.Name == nameof(INodeGrain.ConfirmAsync);
            if (confirms)
                point.Pass(ServerKillPoint.AskedToConfirm);
            await context.Invoke();
            if (confirms)
                point.Pass(ServerKillPoint.Signed);
        }
    }

    private sealed class KillingOrderer(ILedgerOrderer inner, KillingJournal journal, ServerKillPoint point) : ILedgerOrderer
    {
        public Task StartAsync(CancellationToken cancellation) => inner.StartAsync(cancellation);

        public async Task<SubmissionReply> SubmitAsync(LedgerSubmission submission)
        {
            IReadOnlyList<Command> commands = SignedTransaction.FromBytes(submission.SignedTransaction).Transaction.Commands;
            bool registers = commands.Any(static command => command is RegisterBlob), certifies = commands.Any(static command => command is CertifyBlob);
            journal.Armed |= registers;
            if (registers)
                point.Pass(ServerKillPoint.Received);
            if (certifies)
                point.Pass(ServerKillPoint.Confirmed);
            SubmissionReply reply = await inner.SubmitAsync(submission);
            if (registers)
                point.Pass(ServerKillPoint.Registered);
            if (certifies)
                point.Pass(ServerKillPoint.Certified);
            return reply;
        }

        public Task<long> AdvanceClockAsync(TimeSpan by) => inner.AdvanceClockAsync(by);
    }

    private sealed class KillingJournal(ILedgerJournal inner, ServerKillPoint point) : ILedgerJournal
    {
        /// <summary>Set from the first blob on: what founds the network is none of the points.</summary>
        public volatile bool Armed;

        public ValueTask<long> AcquireWriterAsync(CancellationToken cancellationToken = default) => inner.AcquireWriterAsync(cancellationToken);

        public ValueTask ReleaseWriterAsync() => inner.ReleaseWriterAsync();

        public async ValueTask<long> AppendAsync(
            long expectedPosition, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken = default)
        {
            if (Armed)
                point.Pass(ServerKillPoint.Ordered);
            long head = await inner.AppendAsync(expectedPosition, records, cancellationToken);
            if (Armed)
                point.Pass(ServerKillPoint.Appended);
            return head;
        }

        public IAsyncEnumerable<JournalRecord> ReadAsync(long from, CancellationToken cancellationToken = default) => inner.ReadAsync(from, cancellationToken);

        public ValueTask<long> GetHeadAsync(CancellationToken cancellationToken = default) => inner.GetHeadAsync(cancellationToken);

        public ValueTask WaitForAppendAsync(long position, CancellationToken cancellationToken = default) => inner.WaitForAppendAsync(position, cancellationToken);

        // Whoever opened it closes it.
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
