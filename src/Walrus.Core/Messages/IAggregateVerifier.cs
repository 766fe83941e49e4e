using System.Collections.Immutable;

namespace Walrus.Core.Messages;

/// <summary>
/// The one expensive step of a certificate's verification, apart so that tests of rules that do not concern signatures can
/// put something quick in its place.
/// </summary>
public interface IAggregateVerifier
{
    /// <summary>Whether <paramref name="signature"/> is the aggregate of the signers' signatures over <paramref name="message"/>.</summary>
    /// <param name="committee">The committee.</param>
    /// <param name="signers">Positions of the signers, each once.</param>
    /// <param name="message">The bytes that are signed.</param>
    /// <param name="signature">96 bytes.</param>
    bool IsSignedBy(
        CertifyingCommittee committee, ImmutableArray<ushort> signers, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
