using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Grains.Time;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Ledger;

/// <summary>
/// The ledger's orderer as an actor. That there is one of it is a habit of the runtime, not a promise: a second activation is
/// fenced off by the journal's position, and the one that loses deactivates itself.
/// </summary>
[KeepAlive, Immovable]
internal sealed class LedgerGrain(
    ILedgerJournal journal, LedgerFounding founding, LedgerReplica replica, NetworkClock clock, LedgerSequencerOptions options, ILogger<LedgerGrain> logger)
    : Grain, ILedgerGrain
{
    private LedgerSequencer _sequencer = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Replaying the journal is computation: it has no place in a turn.
        _sequencer = await Task.Run(
            () => LedgerSequencer.StartAsync(journal, founding, replica, clock, options, logger, cancellationToken), cancellationToken);
        LeaveWhenFencedAsync(_sequencer).Ignore();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        await _sequencer.DisposeAsync();

    public Task<SubmissionReply> SubmitAsync(LedgerSubmission submission) => _sequencer.SubmitAsync(submission.SignedTransaction);

    public Task<long> GetHeadAsync() => Task.FromResult(_sequencer.Head);

    public Task<long> AdvanceClockAsync(TimeSpan by) => _sequencer.AdvanceClockAsync(by);

    private async Task LeaveWhenFencedAsync(LedgerSequencer sequencer)
    {
        await sequencer.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        DeactivateOnIdle();
    }
}
