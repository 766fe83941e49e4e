using System.Collections.Immutable;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Remembers aggregates that were found good, so that a process which orders the ledger and follows it as a replica checks each
/// certificate's pairing once. What was found bad is checked again.
/// </summary>
public sealed class RememberingAggregateVerifier(IAggregateVerifier inner) : IAggregateVerifier
{
    private const int Capacity = 4096;

    private readonly Lock _lock = new();
    private readonly HashSet<Bytes32> _good = [];
    private readonly Queue<Bytes32> _order = new();

    /// <inheritdoc/>
    public bool IsSignedBy(CertifyingCommittee committee, ImmutableArray<ushort> signers, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Bytes32 question = Digest(committee, signers, message, signature);
        lock (_lock)
        {
            if (_good.Contains(question))
                return true;
        }

        if (!inner.IsSignedBy(committee, signers, message, signature))
            return false;
        Remember(question);
        return true;
    }

    private void Remember(Bytes32 question)
    {
        lock (_lock)
        {
            if (!_good.Add(question))
                return;
            _order.Enqueue(question);
            if (_order.Count > Capacity)
                _good.Remove(_order.Dequeue());
        }
    }

    /// <summary>Everything the answer depends on: the signers' keys, the message, the signature; each of fixed length but the message, which is last.</summary>
    private static Bytes32 Digest(CertifyingCommittee committee, ImmutableArray<ushort> signers, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Blake2b256Hasher hasher = new();
        foreach (ushort signer in signers)
            hasher.Update(committee.Members[signer].Key.Bytes.Span);
        hasher.Update(signature);
        hasher.Update(message);
        return hasher.Finish();
    }
}
