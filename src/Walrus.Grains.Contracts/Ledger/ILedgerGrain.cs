using Orleans.Concurrency;

namespace Walrus.Grains.Contracts.Ledger;

/// <summary>
/// The one orderer of signed transactions, key 0. It applies the pure state machine and journals with group commit;
/// reads are answered by each process's own replica, never here.
/// </summary>
[Alias("walrus.ledger")]
public interface ILedgerGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Orders, applies and journals one signed transaction; the reply comes once it is durable. The same bytes sent
    /// again are answered the same and applied once, so that an unknown outcome is resolved by sending again. A call may be lost with the
    /// process that it was on its way to; whoever waits hears so soon enough to send again before those with later nonces are refused.
    /// </summary>
    [Alias("submit"), AlwaysInterleave, ResponseTimeout("00:00:04")]
    Task<SubmissionReply> SubmitAsync(LedgerSubmission submission);

    /// <summary>Number of durable journal entries: a replica that has applied as many is up to date.</summary>
    [Alias("head"), AlwaysInterleave]
    Task<long> GetHeadAsync();

    /// <summary>Moves the network's clock forward, durably (development only). Returns the journal head afterwards.</summary>
    [Alias("advance-clock"), AlwaysInterleave]
    Task<long> AdvanceClockAsync(TimeSpan by);
}

/// <summary>A signed transaction in the bytes of the ledger format.</summary>
/// <param name="SignedTransaction">Transaction, scheme, signature and public key; not to be changed after sending.</param>
[GenerateSerializer, Immutable, Alias("walrus.submission")]
public sealed record LedgerSubmission([property: Id(0)] byte[] SignedTransaction);

/// <summary>What became of a submitted transaction.</summary>
/// <param name="Refusal">Reason name when the transaction was refused and is in no block; otherwise null.</param>
/// <param name="Effects">BCS of the effects when it is in a block, whether it succeeded or aborted.</param>
/// <param name="Head">Journal entries that include it.</param>
[GenerateSerializer, Immutable, Alias("walrus.submission-reply")]
public sealed record SubmissionReply(
    [property: Id(0)] string? Refusal,
    [property: Id(1)] byte[]? Effects,
    [property: Id(2)] long Head);
