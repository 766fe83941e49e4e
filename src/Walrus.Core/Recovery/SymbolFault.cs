namespace Walrus.Core.Recovery;

/// <summary>Why a recovery symbol is refused (data plane 11.1).</summary>
public enum SymbolFault
{
    /// <summary>A sliver index is not below the number of shards.</summary>
    IndexOutOfRange,

    /// <summary>The symbol is not as long as symbols of this blob are.</summary>
    WrongLength,

    /// <summary>The cell does not lie on the sliver to recover.</summary>
    OffTarget,

    /// <summary>The proof does not lead to the root of the source sliver.</summary>
    InvalidProof,
}
