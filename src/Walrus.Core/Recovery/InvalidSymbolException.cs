namespace Walrus.Core.Recovery;

/// <summary>A recovery symbol does not belong to its blob, or not to the sliver to recover (data plane 11.1).</summary>
public sealed class InvalidSymbolException : ProtocolException
{
    /// <summary>With the symbol and the reason.</summary>
    public InvalidSymbolException(SymbolFault fault, SymbolId symbol) : base($"Symbol {symbol} is invalid: {Explain(fault)}.") => Fault = fault;

    /// <summary>The reason.</summary>
    public SymbolFault Fault { get; }

    private static string Explain(SymbolFault fault) => fault switch
    {
        SymbolFault.IndexOutOfRange => "there are not that many shards",
        SymbolFault.WrongLength => "its length is wrong",
        SymbolFault.OffTarget => "it does not lie on the sliver to recover",
        SymbolFault.InvalidProof => "its proof does not lead to the root of its sliver",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
