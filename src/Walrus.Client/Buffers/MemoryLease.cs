namespace Walrus.Client.Buffers;

/// <summary>Bytes taken out of a <see cref="MemoryBudget"/>; disposing gives them back, once.</summary>
public sealed class MemoryLease : IDisposable
{
    private MemoryBudget? _budget;

    internal MemoryLease(MemoryBudget budget, long bytes)
    {
        _budget = budget;
        Bytes = bytes;
    }

    /// <summary>How many bytes.</summary>
    public long Bytes { get; }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _budget, null)?.Return(Bytes);
}
