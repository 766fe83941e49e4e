namespace Walrus.Core.Encoding;

/// <summary>How an operation on a whole blob is carried out; the result does not depend on it.</summary>
public sealed record EncodingOptions
{
    /// <summary>One thread, no progress, no cancellation.</summary>
    public static EncodingOptions Default { get; } = new();

    /// <summary>Most threads that work at the same time, the caller's included.</summary>
    public int MaxDegreeOfParallelism
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1;

    /// <summary>Stops the work between two steps of a few milliseconds.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Told of the unencoded bytes done so far, by the working threads.</summary>
    public IProgress<long>? Progress { get; init; }
}
