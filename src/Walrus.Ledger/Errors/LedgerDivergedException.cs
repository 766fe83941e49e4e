using Walrus.Core;

namespace Walrus.Ledger.Errors;

/// <summary>A block does not follow from this ledger's state: another history, another program, or a damaged copy.</summary>
public sealed class LedgerDivergedException : ProtocolException
{
    /// <summary>At a height, with the first thing that differs.</summary>
    public LedgerDivergedException(ulong height, string difference)
        : base($"The block at height {height} does not follow from the ledger's state: {difference}.") => Height = height;

    /// <summary>Height of the block that was refused.</summary>
    public ulong Height { get; }
}
