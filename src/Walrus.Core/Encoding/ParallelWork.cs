namespace Walrus.Core.Encoding;

/// <summary>
/// Spreads numbered units of work over threads that each keep one worker, and so one workspace, to the end. Units are taken from a
/// counter: no thread waits for another.
/// </summary>
internal static class ParallelWork
{
    public static void Run<TWorker>(int units, EncodingOptions options, Func<TWorker> hire, Action<TWorker, int> work)
        where TWorker : IDisposable
    {
        if (units == 0)
            return;
        int next = -1;
        int threads = Math.Min(units, options.MaxDegreeOfParallelism);
        if (threads <= 1)
        {
            WorkOff();
            return;
        }

        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = options.CancellationToken };
        Parallel.For(0, threads, parallel, _ => WorkOff());

        void WorkOff()
        {
            using TWorker worker = hire();
            for (int unit = Interlocked.Increment(ref next); unit < units; unit = Interlocked.Increment(ref next))
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                work(worker, unit);
            }
        }
    }
}
