namespace Walrus.Core.Encoding;

/// <summary>The units of one piece of work that nobody has taken yet. A counter gives them out: no thread waits for another.</summary>
internal sealed class UnitQueue(int units, ProgressMeter? progress, CancellationToken cancellationToken)
{
    private int _taken = -1;

    /// <summary>Takes units until there are none. After a failure nobody gets another one.</summary>
    public void WorkOff(IUnitWorker worker)
    {
        try
        {
            for (int unit = Interlocked.Increment(ref _taken); unit < units; unit = Interlocked.Increment(ref _taken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                worker.Process(unit);
                progress?.Advance();
            }
        }
        catch
        {
            Volatile.Write(ref _taken, units);
            throw;
        }
    }
}
