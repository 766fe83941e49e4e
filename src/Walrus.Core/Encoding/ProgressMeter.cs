namespace Walrus.Core.Encoding;

/// <summary>Turns finished units of all passes into bytes of the blob.</summary>
internal sealed class ProgressMeter(IProgress<long> progress, long length, int units)
{
    private int _done;

    /// <summary>A meter for somebody who wants to know; null, if nobody does.</summary>
    public static ProgressMeter? For(EncodingOptions options, long length, int units) =>
        options.Progress is { } progress ? new ProgressMeter(progress, length, units) : null;

    public void Advance()
    {
        int done = Interlocked.Increment(ref _done);
        progress.Report((long)((Int128)length * done / units));
    }
}
