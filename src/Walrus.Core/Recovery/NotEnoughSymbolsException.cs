namespace Walrus.Core.Recovery;

/// <summary>Fewer distinct symbols of the right size than recovering a sliver takes.</summary>
public sealed class NotEnoughSymbolsException : ProtocolException
{
    /// <summary>With how many usable symbols there were and how many it takes.</summary>
    public NotEnoughSymbolsException(int available, int required)
        : base($"Recovering the sliver takes {required} distinct symbols; there are {available}.")
    {
        Available = available;
        Required = required;
    }

    /// <summary>Usable symbols there were.</summary>
    public int Available { get; }

    /// <summary>Symbols it takes.</summary>
    public int Required { get; }
}
