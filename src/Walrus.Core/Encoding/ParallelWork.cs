using System.Runtime.ExceptionServices;

namespace Walrus.Core.Encoding;

/// <summary>
/// Spreads units of work over threads. When one fails, the others take no further units, and the caller gets its exception as it is.
/// </summary>
internal static class ParallelWork
{
    /// <summary>By workers that each keep one workspace, and so one thread, to the end.</summary>
    public static void Run<TWorker>(int units, EncodingOptions options, Func<TWorker> hire, ProgressMeter? progress = null)
        where TWorker : IUnitWorker, IDisposable
    {
        int threads = Math.Min(units, options.MaxDegreeOfParallelism);
        if (threads > 1)
        {
            HireForThreads(new UnitQueue(units, progress, options.CancellationToken), threads, options, hire);
        }
        else if (threads == 1)
        {
            using TWorker worker = hire();
            WorkAlone(units, options, worker, progress);
        }
    }

    /// <summary>By one worker that needs no workspace and serves all threads.</summary>
    public static void Run(int units, EncodingOptions options, IUnitWorker worker)
    {
        int threads = Math.Min(units, options.MaxDegreeOfParallelism);
        if (threads > 1)
            Share(new UnitQueue(units, progress: null, options.CancellationToken), threads, options, worker);
        else
            WorkAlone(units, options, worker, progress: null);
    }

    private static void WorkAlone(int units, EncodingOptions options, IUnitWorker worker, ProgressMeter? progress)
    {
        for (int unit = 0; unit < units; unit++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            worker.Process(unit);
            progress?.Advance();
        }
    }

    // Lambdas have methods of their own, as they would be created for a single thread as well.
    private static void HireForThreads<TWorker>(UnitQueue queue, int threads, EncodingOptions options, Func<TWorker> hire)
        where TWorker : IUnitWorker, IDisposable => RunOnThreads(threads, options, () =>
        {
            using TWorker worker = hire();
            queue.WorkOff(worker);
        });

    private static void Share(UnitQueue queue, int threads, EncodingOptions options, IUnitWorker worker) =>
        RunOnThreads(threads, options, () => queue.WorkOff(worker));

    private static void RunOnThreads(int threads, EncodingOptions options, Action workOff)
    {
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = options.CancellationToken };
        try
        {
            Parallel.For(0, threads, parallel, _ => workOff());
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}
