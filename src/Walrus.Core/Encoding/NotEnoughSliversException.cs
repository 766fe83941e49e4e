namespace Walrus.Core.Encoding;

/// <summary>Fewer distinct slivers than decoding takes.</summary>
public sealed class NotEnoughSliversException : ProtocolException
{
    /// <summary>With how many distinct slivers there were and how many it takes.</summary>
    public NotEnoughSliversException(int available, int required)
        : base($"Decoding takes {required} distinct slivers of one axis; there are {available}.")
    {
        Available = available;
        Required = required;
    }

    /// <summary>Distinct slivers there were.</summary>
    public int Available { get; }

    /// <summary>Distinct slivers it takes.</summary>
    public int Required { get; }
}
