using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Proofs;

/// <summary>How new a proof must be. A proof of a certified blob stays valid after the blob was deleted: only its age tells.</summary>
/// <param name="MinHeight">Lowest height of its header.</param>
/// <param name="MinEpoch">Lowest epoch of its header.</param>
/// <param name="NotBefore">Earliest time of its header.</param>
public sealed record ProofDemand(ulong MinHeight = 0, Epoch MinEpoch = default, DateTimeOffset NotBefore = default)
{
    /// <summary>Any age.</summary>
    public static readonly ProofDemand None = new();

    internal void RequireOf(AvailabilityStatement statement)
    {
        if (statement.Height < MinHeight)
            throw new StaleProofException(statement, $"height {MinHeight}");
        if (statement.Epoch < MinEpoch)
            throw new StaleProofException(statement, $"epoch {MinEpoch}");
        if (statement.Time < NotBefore)
            throw new StaleProofException(statement, $"time {NotBefore:yyyy-MM-dd'T'HH:mm:ss'Z'}");
    }
}
