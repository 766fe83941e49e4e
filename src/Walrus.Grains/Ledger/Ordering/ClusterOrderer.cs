using Walrus.Grains.Contracts.Ledger;
using Walrus.Grains.Placement;
using Walrus.Grains.Time;

namespace Walrus.Grains.Ledger;

/// <summary>The orderer's actor in this cluster.</summary>
public sealed class ClusterOrderer(IGrainFactory grains, NetworkClock clock) : ILedgerOrderer
{
    private ILedgerGrain Grain => grains.GetGrain<ILedgerGrain>(0);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation) => LostActor.RepeatAsync(Grain.GetHeadAsync, clock.Underlying, cancellation);

    /// <inheritdoc/>
    public Task<SubmissionReply> SubmitAsync(LedgerSubmission submission) => Grain.SubmitAsync(submission);

    /// <inheritdoc/>
    public Task<long> AdvanceClockAsync(TimeSpan by) => Grain.AdvanceClockAsync(by);
}
