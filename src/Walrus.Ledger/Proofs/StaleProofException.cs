using Walrus.Core;

namespace Walrus.Ledger.Proofs;

/// <summary>A proof is good, but older than what the caller demands: what it says may have changed since.</summary>
public sealed class StaleProofException : ProtocolException
{
    internal StaleProofException(AvailabilityStatement statement, string demand)
        : base($"The proof is of height {statement.Height}, epoch {statement.Epoch}, time {statement.Time:yyyy-MM-dd'T'HH:mm:ss'Z'}; demanded is {demand}.") =>
        Statement = statement;

    /// <summary>What the proof says, as of its height.</summary>
    public AvailabilityStatement Statement { get; }
}
