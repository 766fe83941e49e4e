using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Core.Messages;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Storage.Journals;

namespace Walrus.Benchmarks.Ledger;

/// <summary>
/// The real orderer on a local journal with fsync, on the replica that every process has; where nodes sign in the same process, beside the
/// second ledger that replays what it made before they do.
/// </summary>
internal sealed class SequencerRun : IAsyncDisposable
{
    private readonly LocalLedgerJournal _journal;
    private readonly LedgerReplica _replica;
    private readonly LedgerReplay? _replay;
    private readonly LedgerSequencer _sequencer;

    private SequencerRun(LocalLedgerJournal journal, LedgerReplica replica, LedgerReplay? replay, LedgerSequencer sequencer) =>
        (_journal, _replica, _replay, _sequencer) = (journal, replica, replay, sequencer);

    public static async Task<SequencerRun> StartAsync(BenchmarkNetwork network, string folder, bool replays)
    {
        LocalLedgerJournal journal = new(folder);
        LedgerFounding founding = new(network.Genesis, new RememberingAggregateVerifier(new BlsAggregateVerifier()));
        NetworkClock clock = new(TimeProvider.System);
        LedgerReplay? replay = replays ? new LedgerReplay(journal, founding, clock) : null;
        LedgerReplica replica = new(journal, founding, clock, replay: replay);
        await replica.StartAsync(CancellationToken.None);
        await (replay?.StartAsync(CancellationToken.None) ?? Task.CompletedTask);
        LedgerSequencer sequencer = await LedgerSequencer.StartAsync(
            journal, founding, replica, clock, new LedgerSequencerOptions(), NullLogger.Instance, CancellationToken.None);
        return new SequencerRun(journal, replica, replay, sequencer);
    }

    /// <summary>Keeps <paramref name="inFlight"/> transactions under way until all are durable, and the replica and the replay have them.</summary>
    public async Task<Cost> SaturateAsync(byte[][] load, int inFlight)
    {
        CostMeter meter = CostMeter.Start();
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async _ =>
        {
            for (int index = Interlocked.Increment(ref next); index < load.Length; index = Interlocked.Increment(ref next))
                RequireDone(await _sequencer.SubmitAsync(load[index]));
        }));
        await _replica.WaitForPositionAsync(_sequencer.Head);
        await WaitForReplayAsync();
        return meter.Stop();
    }

    /// <summary>Submits at a steady rate, whatever the answers do, and gives the latency of each, from when it was due.</summary>
    public async Task<TimeSpan[]> PaceAsync(byte[][] load, int perSecond)
    {
        TimeSpan[] latencies = new TimeSpan[load.Length];
        List<Task> answers = new(load.Length);
        using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(1));
        long started = Stopwatch.GetTimestamp();
        while (answers.Count < load.Length)
        {
            await tick.WaitForNextTickAsync();
            int due = (int)Math.Min(load.Length, Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond);
            while (answers.Count < due)
            {
                int index = answers.Count;
                answers.Add(AnswerAsync(index, started + (long)((double)index / perSecond * Stopwatch.Frequency)));
            }
        }

        await Task.WhenAll(answers);
        Array.Sort(latencies);
        return latencies;

        async Task AnswerAsync(int index, long dueAt)
        {
            RequireDone(await _sequencer.SubmitAsync(load[index]));
            latencies[index] = Stopwatch.GetElapsedTime(dueAt);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _sequencer.DisposeAsync();
        await _replica.StopAsync(CancellationToken.None);
        _replica.Dispose();
        if (_replay is not null)
            await _replay.StopAsync(CancellationToken.None);
        _replay?.Dispose();
        await _journal.DisposeAsync();
    }

    private async Task WaitForReplayAsync()
    {
        ulong height = _replica.Read(static machine => machine.Head.Height);
        if (_replay is not null && await _replay.FindAsync(height, TimeSpan.FromMinutes(1)) is null)
            throw new InvalidOperationException($"The replay did not reach block {height}.");
    }

    private static void RequireDone(SubmissionReply reply)
    {
        if (reply.Refusal is { } refusal)
            throw new InvalidOperationException($"A transaction of the load was refused: {refusal}.");
    }
}
