namespace Walrus.Client.Buffers;

/// <summary>Work needs more memory than is allowed at all, or than came free in time.</summary>
public sealed class MemoryBudgetException : Exception
{
    /// <summary>With sizes in bytes.</summary>
    public MemoryBudgetException(long wanted, long limit, string message) : base(message)
    {
        Wanted = wanted;
        Limit = limit;
    }

    /// <summary>Bytes asked for.</summary>
    public long Wanted { get; }

    /// <summary>Bytes of the whole budget.</summary>
    public long Limit { get; }

    /// <summary>Whether waiting longer may help.</summary>
    public bool IsTransient => Wanted <= Limit;
}
