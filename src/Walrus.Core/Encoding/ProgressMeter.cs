namespace Walrus.Core.Encoding;

/// <summary>Turns finished units of all passes into bytes of the blob.</summary>
internal sealed class ProgressMeter(IProgress<long>? progress, long length, int units)
{
    private int _done;

    public void Advance()
    {
        int done = Interlocked.Increment(ref _done);
        progress?.Report((long)((Int128)length * done / units));
    }
}
