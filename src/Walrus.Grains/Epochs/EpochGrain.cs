using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Epochs;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Transactions;

namespace Walrus.Grains.Epochs;

/// <summary>
/// Drives one epoch: voting end when half of it is over, the change to the next when all of it is (control plane 4.4). It reads
/// the local replica each time, so a crash, a second activation or somebody else's step costs nothing but a refused transaction.
/// </summary>
internal sealed class EpochGrain(LedgerReplica replica, AccountSubmitters submitters, NetworkClock clock) : Grain, IEpochGrain
{
    public async Task<EpochReport> WakeAsync()
    {
        EpochReport report = Look();
        if (report.Due is not { } due || due > clock.GetUtcNow())
            return report;
        Command step = report.Stage == EpochStage.Open ? new VotingEnd() : new InitiateEpochChange();
        try
        {
            await submitters.Operator.SubmitAsync(new TransactionBuilder().Add(step));
        }
        catch (LedgerRefusedException)
        {
            // The step is permissionless: somebody else took it first, which the next look shows.
            await replica.CatchUpAsync();
        }

        return Look();
    }

    private EpochReport Look()
    {
        EpochStatus status = replica.Read(static machine => machine.EpochStatus);
        Epoch mine = new((uint)this.GetPrimaryKeyLong());
        if (status.Epoch != mine)
            return new EpochReport(status.Epoch < mine ? EpochStage.Future : EpochStage.Over, null);
        EpochStage stage = status.Phase.Kind switch
        {
            EpochPhaseKind.ChangeDone => EpochStage.Open,
            EpochPhaseKind.NextSelected => EpochStage.Closing,
            _ => EpochStage.Syncing,
        };
        return new EpochReport(stage, status.NextDeadline());
    }
}
