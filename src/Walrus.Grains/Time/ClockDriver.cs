using Walrus.Core.Identifiers;
using Walrus.Grains.Epochs;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Epochs;

namespace Walrus.Grains.Time;

/// <summary>What the network's clock shows.</summary>
public readonly record struct ClockReading(DateTimeOffset Now, Epoch Epoch);

/// <summary>
/// Moves the clock of a development network: from one due deadline to the next, waiting at each until the ledger has acted on
/// it, so that a jump over a week gives the same blocks as a week (rulings 6).
/// </summary>
public sealed class ClockDriver(NetworkClock clock, LedgerReplica replica, ILedgerOrderer ledger) : IDisposable
{
    private static readonly TimeSpan PatiencePerDeadline = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The present time and epoch.</summary>
    public ClockReading Read() => new(clock.GetUtcNow(), replica.Read(static machine => machine.Epoch));

    /// <summary>Moves the clock by <paramref name="span"/>.</summary>
    public async Task AdvanceAsync(TimeSpan span, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            DateTimeOffset target = clock.GetUtcNow() + span;
            while (clock.GetUtcNow() < target)
                await StepAsync(target, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Moves the clock until <paramref name="count"/> more epochs have begun and settled.</summary>
    public async Task AdvanceEpochsAsync(uint count, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            Epoch target = Read().Epoch.Plus(count);
            while (Look() is { } now && (now.Epoch < target || now.Kind == EpochPhaseKind.ChangeSync))
                await StepAsync(DateTimeOffset.MaxValue, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>To the next deadline of the epoch or to <paramref name="target"/>, whichever is first.</summary>
    private async Task StepAsync(DateTimeOffset target, CancellationToken cancellation)
    {
        Stage stage = Look();
        if (stage.Deadline is { } deadline && deadline <= target)
        {
            await MoveToAsync(deadline, cancellation);
            await WaitUntilPastAsync(stage, cancellation);
        }
        else if (stage.Deadline is null)
        {
            await WaitUntilPastAsync(stage, cancellation);
        }
        else
        {
            await MoveToAsync(target, cancellation);
        }
    }

    private async Task MoveToAsync(DateTimeOffset instant, CancellationToken cancellation)
    {
        TimeSpan by = instant - clock.GetUtcNow();
        if (by <= TimeSpan.Zero)
            return;
        // The journal keeps whole milliseconds; rounding up never stops short of the deadline.
        long head = await ledger.AdvanceClockAsync(TimeSpan.FromMilliseconds(Math.Ceiling(by.TotalMilliseconds)));
        await replica.WaitForPositionAsync(head, cancellation);
    }

    private async Task WaitUntilPastAsync(Stage stage, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = new(PatiencePerDeadline, clock.Underlying);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            for (Task moved = replica.NextMove(); Look() == stage; moved = replica.NextMove())
                await moved.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"Epoch {stage.Epoch} stayed in {stage.Kind} for {PatiencePerDeadline.TotalSeconds} s: too few storage nodes answer.");
        }
    }

    private Stage Look()
    {
        EpochStatus status = replica.Read(static machine => machine.EpochStatus);
        return new Stage(status.Epoch, status.Phase.Kind, status.NextDeadline());
    }

    private readonly record struct Stage(Epoch Epoch, EpochPhaseKind Kind, DateTimeOffset? Deadline);
}
