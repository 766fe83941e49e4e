using System.Collections.Immutable;
using Walrus.Core.Signatures;

namespace Walrus.Core.Messages;

/// <summary>Aggregates of BLS12-381: one check of pairings, however many signers.</summary>
public sealed class BlsAggregateVerifier : IAggregateVerifier
{
    /// <inheritdoc/>
    public bool IsSignedBy(
        CertifyingCommittee committee, ImmutableArray<ushort> signers, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(committee);
        return BlsSignature.TryParse(signature, out BlsSignature? aggregate)
            && BlsVerifier.VerifySum(committee.SumOfKeys(signers), message, aggregate);
    }
}
