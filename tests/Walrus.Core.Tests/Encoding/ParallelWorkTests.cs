using Walrus.Core.Encoding;

namespace Walrus.Core.Tests.Encoding;

public sealed class ParallelWorkTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(4, 100)]
    [InlineData(4, 3)]
    [InlineData(4, 0)]
    public void Every_unit_is_worked_off_once_and_every_worker_let_go(int threads, int units)
    {
        Counter counter = new(units);
        ParallelWork.Run(units, Threads(threads), () => new Worker(counter, failing: -1));
        Assert.All(counter.Done, done => Assert.Equal(1, done));
        Assert.Equal(counter.Hired, counter.Disposed);
        Assert.InRange(counter.Hired, Math.Min(units, 1), threads);
        ParallelWork.Run(units, Threads(threads), new Worker(counter, failing: -1));
        Assert.All(counter.Done, done => Assert.Equal(2, done));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_caller_gets_the_exception_itself_and_no_worker_goes_on(int threads)
    {
        Counter counter = new(10_000_000);
        Assert.Throws<IOException>(() => ParallelWork.Run(counter.Done.Length, Threads(threads), () => new Worker(counter, failing: 10)));
        Assert.Equal(counter.Hired, counter.Disposed);
        Assert.Contains(0, counter.Done);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Cancelled_work_says_so(int threads)
    {
        using CancellationTokenSource source = new();
        Counter counter = new(1000) { OnUnit = unit => { if (unit == 5) source.Cancel(); } };
        EncodingOptions options = Threads(threads) with { CancellationToken = source.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => ParallelWork.Run(1000, options, () => new Worker(counter, failing: -1)));
        Assert.Equal(counter.Hired, counter.Disposed);
    }

    private static EncodingOptions Threads(int threads) => new() { MaxDegreeOfParallelism = threads };

    private sealed class Counter(int units)
    {
        private int _hired;
        private int _disposed;

        public int[] Done { get; } = new int[units];

        public Action<int> OnUnit { get; init; } = _ => { };

        public int Hired => _hired;

        public int Disposed => _disposed;

        public void Hire() => Interlocked.Increment(ref _hired);

        public void Dispose() => Interlocked.Increment(ref _disposed);
    }

    private sealed class Worker : IUnitWorker, IDisposable
    {
        private readonly Counter _counter;
        private readonly int _failing;

        public Worker(Counter counter, int failing)
        {
            _counter = counter;
            _failing = failing;
            counter.Hire();
        }

        public void Process(int unit)
        {
            if (unit == _failing)
                throw new IOException("No space left on device");
            Interlocked.Increment(ref _counter.Done[unit]);
            _counter.OnUnit(unit);
        }

        public void Dispose() => _counter.Dispose();
    }
}
