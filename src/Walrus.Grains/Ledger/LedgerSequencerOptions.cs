namespace Walrus.Grains.Ledger;

/// <summary>Limits of the ledger's orderer.</summary>
public sealed record LedgerSequencerOptions
{
    /// <summary>Transactions that may wait to be ordered; beyond, submissions are refused with RESOURCE_EXHAUSTED.</summary>
    public int QueueLength { get; init; } = 8192;

    /// <summary>Most transactions in one block.</summary>
    public int TransactionsPerBlock { get; init; } = 2048;

    /// <summary>A block of fewer waits a moment while others are being checked.</summary>
    public int TransactionsToWaitFor { get; init; } = 512;

    /// <summary>How long it waits for them.</summary>
    public TimeSpan GatheringWait { get; init; } = TimeSpan.FromMilliseconds(3);

    /// <summary>Most bytes of transactions in one block.</summary>
    public long BytesPerBlock { get; init; } = 8 << 20;

    /// <summary>Transactions of one account that may wait for an earlier nonce (ledger format, limits).</summary>
    public int EarlyPerAccount { get; init; } = 64;

    /// <summary>How long an early nonce waits for the ones before it.</summary>
    public TimeSpan EarlyNonceWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest pause between two blocks of an idle network; a fiftieth of the epoch if that is shorter.</summary>
    public TimeSpan IdleBlock { get; init; } = TimeSpan.FromSeconds(30);
}
