using Walrus.Core.Identifiers;

namespace Walrus.Client.Reading;

/// <summary>Fetches consecutive primary slivers in order, a few ahead of the reader.</summary>
internal sealed class SliverWindow : IAsyncDisposable
{
    private readonly SliverFetcher _fetcher;
    private readonly TimeProvider _time;
    private readonly SliverIndex _last;
    private readonly int _width;
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<Fetch> _ahead = new();
    private Fetch? _held;
    private int _next;

    /// <summary>A window over the slivers from <paramref name="first"/> to <paramref name="last"/>; fetching starts at once.</summary>
    /// <param name="fetcher">Where they come from.</param>
    /// <param name="time">The clock.</param>
    /// <param name="first">The first one, which is taken first.</param>
    /// <param name="last">The last one.</param>
    /// <param name="width">How many are fetched ahead.</param>
    /// <param name="holdLast">Whether the last one is fetched now and kept until its turn.</param>
    public SliverWindow(SliverFetcher fetcher, TimeProvider time, SliverIndex first, SliverIndex last, int width, bool holdLast)
    {
        _fetcher = fetcher;
        _time = time;
        _last = last;
        _width = width;
        _next = first.Value;
        if (holdLast)
            _held = Start(last);
        FetchAhead();
    }

    /// <summary>The last sliver, once all under way have come and as long as it has not been taken; null if it is not held.</summary>
    public async Task<FetchedSliver?> PeekLastAsync() => _held is null ? null : await _held.Sliver.ConfigureAwait(false);

    /// <summary>Waits until everything under way has come or failed, or one is slow.</summary>
    /// <returns>Whether everything has come.</returns>
    public async Task<bool> SettleAsync(CancellationToken cancellation)
    {
        Fetch[] underWay = UnderWay();
        Task all = Task.WhenAll(underWay.Select(fetch => fetch.Sliver));
        await WaitAsync(all, underWay.Min(fetch => _fetcher.PatienceFor(fetch.Index, Axis.Primary)), cancellation).ConfigureAwait(false);
        return all.IsCompletedSuccessfully;
    }

    /// <summary>The next sliver, which the caller disposes; null when it failed or is slow.</summary>
    public async Task<FetchedSliver?> TakeAsync(CancellationToken cancellation)
    {
        Fetch head = _ahead.Peek();
        await WaitAsync(head.Sliver, _fetcher.PatienceFor(head.Index, Axis.Primary), cancellation).ConfigureAwait(false);
        // Others on the way may come yet, and serve as well in rebuilding the blob.
        if (head.Sliver.IsCompleted && !head.Sliver.IsCompletedSuccessfully)
            await SettleAsync(cancellation).ConfigureAwait(false);
        if (!head.Sliver.IsCompletedSuccessfully)
            return null;
        _ahead.Dequeue();
        if (head == _held)
            _held = null;
        FetchAhead();
        return await head.Sliver.ConfigureAwait(false);
    }

    /// <summary>Takes every sliver that has come, and stops the others.</summary>
    public async Task<List<FetchedSliver>> TakeAllAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        List<FetchedSliver> come = [];
        foreach (Fetch fetch in UnderWay())
        {
            await ((Task)fetch.Sliver).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (fetch.Sliver.IsCompletedSuccessfully)
                come.Add(await fetch.Sliver.ConfigureAwait(false));
        }

        _ahead.Clear();
        _held = null;
        return come;
    }

    /// <summary>Stops what is under way and gives back what has come.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (FetchedSliver sliver in await TakeAllAsync().ConfigureAwait(false))
            sliver.Dispose();
        _stop.Dispose();
    }

    private async Task WaitAsync(Task task, TimeSpan patience, CancellationToken cancellation)
    {
        // How it ended is asked afterwards.
        await task.WaitAsync(patience, _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    private void FetchAhead()
    {
        for (; _ahead.Count < _width && _next <= _last.Value; _next++)
            _ahead.Enqueue(_next == _last.Value && _held is not null ? _held : Start(new SliverIndex(_next)));
    }

    private Fetch Start(SliverIndex index) => new(index, _fetcher.FetchReplaceableAsync(index, Axis.Primary, _stop.Token));

    private Fetch[] UnderWay() => _held is null || _ahead.Contains(_held) ? [.. _ahead] : [.. _ahead, _held];

    private sealed record Fetch(SliverIndex Index, Task<FetchedSliver> Sliver);
}
