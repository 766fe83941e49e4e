namespace Walrus.Storage;

/// <summary>Keeps one walk to its rate.</summary>
internal sealed class ScrubPace(ScrubOptions options)
{
    // Waits shorter than a timer can tell are made up for by the next.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);

    private readonly long _begin = options.Time.GetTimestamp();
    private double _work;

    /// <summary>Waits until it is time for what comes after an entry of this length.</summary>
    public async ValueTask KeepAsync(long bytes, CancellationToken cancellationToken)
    {
        _work += bytes + options.BytesPerEntry;
        TimeSpan ahead = TimeSpan.FromSeconds(_work / options.BytesPerSecond) - options.Time.GetElapsedTime(_begin);
        if (ahead > ShortestWait)
            await Task.Delay(ahead, options.Time, cancellationToken);
    }
}
