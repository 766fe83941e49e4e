using Walrus.Grains.Contracts.Ledger;

namespace Walrus.Grains.Ledger;

/// <summary>Whoever orders the ledger: the actor of this cluster, or another cluster (rulings 24).</summary>
public interface ILedgerOrderer
{
    /// <summary>Sees to it that there is a ledger, before anybody asks for it.</summary>
    Task StartAsync(CancellationToken cancellation);

    /// <summary>
    /// Orders one signed transaction; the reply comes once it is durable. The same bytes sent again are answered the same and applied
    /// once, so that an unknown outcome, which any other exception means, is resolved by sending again.
    /// </summary>
    Task<SubmissionReply> SubmitAsync(LedgerSubmission submission);

    /// <summary>Moves the network's clock forward, durably (development only). Returns the journal head afterwards.</summary>
    /// <exception cref="NotSupportedException">Another cluster orders the ledger.</exception>
    Task<long> AdvanceClockAsync(TimeSpan by);
}
