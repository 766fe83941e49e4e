using System.Collections.Immutable;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Remembers what aggregates were found to be, good or bad, so that a certificate's pairing is computed once: before the
/// transaction that carries it is ordered, on any thread, and not again where it is executed.
/// </summary>
public sealed class RememberingAggregateVerifier(IAggregateVerifier inner) : IAggregateVerifier
{
    private const int Capacity = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<Bytes32, bool> _answers = [];
    private readonly Queue<Bytes32> _order = new();

    /// <inheritdoc/>
    public bool IsSignedBy(CertifyingCommittee committee, ImmutableArray<ushort> signers, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Bytes32 question = Digest(committee, signers, message, signature);
        lock (_lock)
        {
            if (_answers.TryGetValue(question, out bool known))
                return known;
        }

        bool answer = inner.IsSignedBy(committee, signers, message, signature);
        Remember(question, answer);
        return answer;
    }

    private void Remember(Bytes32 question, bool answer)
    {
        lock (_lock)
        {
            if (!_answers.TryAdd(question, answer))
                return;
            _order.Enqueue(question);
            if (_order.Count > Capacity)
                _answers.Remove(_order.Dequeue());
        }
    }

    /// <summary>Everything the answer depends on: how many sign, their keys, the signature, and last the message, the only one of no fixed length.</summary>
    private static Bytes32 Digest(CertifyingCommittee committee, ImmutableArray<ushort> signers, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Blake2b256Hasher hasher = new();
        hasher.Update([(byte)signers.Length, (byte)(signers.Length >> 8)]);
        foreach (ushort signer in signers)
            hasher.Update(committee.Members[signer].Key.Bytes.Span);
        hasher.Update(signature);
        hasher.Update(message);
        return hasher.Finish();
    }
}
