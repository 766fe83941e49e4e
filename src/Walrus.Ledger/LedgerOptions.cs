using Walrus.Ledger.Committees;

namespace Walrus.Ledger;

/// <summary>How a <see cref="LedgerMachine"/> is run; no option changes what the ledger says.</summary>
public sealed record LedgerOptions
{
    /// <summary>For how many blocks events are kept in memory, at most.</summary>
    public int RetainedBlocks { get; init; } = 1024;

    /// <summary>How many events are kept in memory, at most: but always those of the last block.</summary>
    public int RetainedEvents { get; init; } = 32_768;

    /// <summary>Checks that nodes have the keys they register.</summary>
    public IPossessionVerifier Possession { get; init; } = new BlsPossessionVerifier();
}
