using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;

namespace Walrus.Ledger.Committees;

/// <summary>Decides whether nodes have the keys they register. Deterministic: every replica must come to the same answer.</summary>
public interface IPossessionVerifier
{
    /// <summary>
    /// Whether <paramref name="proof"/> (96 bytes) proves the claim in <paramref name="epoch"/>. Never throws for bytes that
    /// are no signature.
    /// </summary>
    bool IsProven(ProofOfPossession claim, Epoch epoch, ReadOnlySpan<byte> proof);
}

/// <summary>Checks the signatures.</summary>
public sealed class BlsPossessionVerifier : IPossessionVerifier
{
    /// <inheritdoc/>
    public bool IsProven(ProofOfPossession claim, Epoch epoch, ReadOnlySpan<byte> proof)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return BlsSignature.TryParse(proof, out BlsSignature? signature) && claim.IsProvenBy(signature, epoch);
    }
}
