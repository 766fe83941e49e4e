using Walrus.Grains.Contracts.Ledger;

namespace Walrus.Grains.Ledger;

/// <summary>The orderer's actor in this cluster.</summary>
public sealed class ClusterOrderer(IGrainFactory grains) : ILedgerOrderer
{
    private ILedgerGrain Grain => grains.GetGrain<ILedgerGrain>(0);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellation) => await Grain.GetHeadAsync().WaitAsync(cancellation);

    /// <inheritdoc/>
    public Task<SubmissionReply> SubmitAsync(LedgerSubmission submission) => Grain.SubmitAsync(submission);

    /// <inheritdoc/>
    public Task<long> AdvanceClockAsync(TimeSpan by) => Grain.AdvanceClockAsync(by);
}
