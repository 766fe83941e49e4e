using System.Collections.Immutable;
using Walrus.Core.Signatures;

namespace Walrus.Core.Messages;

/// <summary>
/// Collects the confirmations of one message until they make a certificate. Signatures are checked together, once there
/// are enough; one by one only when that fails, and then those that are bad are dropped. Not for several threads at once.
/// </summary>
public sealed class ConfirmationAggregator
{
    private readonly CertifyingCommittee _committee;
    private readonly byte[] _message;
    private readonly IAggregateVerifier _verifier;
    private readonly CertificateStrength _strength;
    private readonly SortedDictionary<ushort, ReadOnlyMemory<byte>> _signatures = [];
    private readonly HashSet<ushort> _verified = [];
    private readonly SortedSet<ushort> _rejected = [];

    /// <summary>Collects confirmations of <paramref name="message"/> by members of <paramref name="committee"/>.</summary>
    /// <param name="committee">Who may confirm.</param>
    /// <param name="message">What they confirm.</param>
    /// <param name="verifier">Checks the certificate; null for one that remembers nothing.</param>
    /// <exception cref="ArgumentException">The message is of another epoch, or of a type that is not certified.</exception>
    public ConfirmationAggregator(CertifyingCommittee committee, ProtocolMessage message, IAggregateVerifier? verifier = null)
    {
        ArgumentNullException.ThrowIfNull(committee);
        ArgumentNullException.ThrowIfNull(message);
        if (message.Epoch != committee.Epoch)
            throw new ArgumentException($"The message is of epoch {message.Epoch}, the committee of {committee.Epoch}.", nameof(message));
        _committee = committee;
        _verifier = verifier ?? new BlsAggregateVerifier();
        _message = message.ToBytes();
        _strength = message.Type.RequiredStrength();
    }

    /// <summary>Shards of the members whose confirmations are held.</summary>
    public int Weight => _signatures.Keys.Sum(member => _committee.Members[member].Weight);

    /// <summary>Whether the confirmations held make a certificate, if they are all good.</summary>
    public bool IsEnough => _strength.IsReachedBy(Weight, _committee.Shards);

    /// <summary>Members whose signatures turned out to be bad; they are not asked again.</summary>
    public ImmutableArray<ushort> Rejected => [.. _rejected];

    /// <summary>Takes a member's confirmation; only the first of each member counts.</summary>
    /// <returns>Whether it is held: false if the member has confirmed or was rejected before.</returns>
    /// <exception cref="InvalidMessageException">It confirms something else.</exception>
    public bool Add(ushort member, SignedMessage confirmation)
    {
        ArgumentNullException.ThrowIfNull(confirmation);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(member, _committee.Members.Length);
        if (!confirmation.SerializedMessage.Span.SequenceEqual(_message))
            throw new InvalidMessageException($"Member {member} confirms another message.");
        return !_rejected.Contains(member) && _signatures.TryAdd(member, confirmation.Signature);
    }

    /// <summary>The certificate, or null as long as good confirmations are too few.</summary>
    public ConfirmationCertificate? TryCertify()
    {
        if (!IsEnough)
            return null;
        if (TryAggregate() is { } certificate)
            return certificate;
        DropBad();
        return IsEnough ? TryAggregate() : null;
    }

    private ConfirmationCertificate? TryAggregate()
    {
        SignatureSum sum = new();
        foreach (ReadOnlyMemory<byte> signature in _signatures.Values)
        {
            if (!sum.TryAdd(signature.Span))
                return null;
        }

        ImmutableArray<ushort> signers = [.. _signatures.Keys];
        return sum.TryFinish(out BlsSignature? aggregate) && _verifier.IsSignedBy(_committee, signers, _message, aggregate.Bytes.Span)
            ? new ConfirmationCertificate(signers, _message, aggregate.Bytes)
            : null;
    }

    private void DropBad()
    {
        foreach ((ushort member, ReadOnlyMemory<byte> bytes) in _signatures.ToArray())
        {
            if (_verified.Contains(member))
                continue;
            if (BlsSignature.TryParse(bytes.Span, out BlsSignature? signature)
                && BlsVerifier.Verify(_committee.Members[member].Key, _message, signature))
            {
                _verified.Add(member);
                continue;
            }

            _signatures.Remove(member);
            _rejected.Add(member);
        }
    }
}
