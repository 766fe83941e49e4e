using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Core.Messages;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Storage.Journals;

namespace Walrus.Benchmarks.Ledger;

/// <summary>The real orderer on a local journal with fsync, beside the replica that every process has.</summary>
internal sealed class SequencerRun : IAsyncDisposable
{
    private readonly LocalLedgerJournal _journal;
    private readonly LedgerReplica _replica;
    private readonly LedgerSequencer _sequencer;

    private SequencerRun(LocalLedgerJournal journal, LedgerReplica replica, LedgerSequencer sequencer) =>
        (_journal, _replica, _sequencer) = (journal, replica, sequencer);

    public static async Task<SequencerRun> StartAsync(BenchmarkNetwork network, string folder)
    {
        LocalLedgerJournal journal = new(folder);
        LedgerFounding founding = new(network.Genesis, new CertificateVerifier(new RememberingAggregateVerifier(new BlsAggregateVerifier())));
        NetworkClock clock = new(TimeProvider.System);
        LedgerReplica replica = new(journal, founding, clock);
        await replica.StartAsync(CancellationToken.None);
        LedgerSequencer sequencer = await LedgerSequencer.StartAsync(
            journal, founding, replica, clock, new LedgerSequencerOptions(), NullLogger.Instance, CancellationToken.None);
        return new SequencerRun(journal, replica, sequencer);
    }

    /// <summary>Keeps <paramref name="inFlight"/> transactions under way until all are durable and the replica has them.</summary>
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
        await _journal.DisposeAsync();
    }

    private static void RequireDone(SubmissionReply reply)
    {
        if (reply.Refusal is { } refusal)
            throw new InvalidOperationException($"A transaction of the load was refused: {refusal}.");
    }
}
