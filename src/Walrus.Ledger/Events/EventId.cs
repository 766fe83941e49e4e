using Walrus.Core.Bcs;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Events;

/// <summary>How the Walrus interfaces name an event (control plane 1.9).</summary>
/// <param name="TransactionDigest">The transaction that emitted it.</param>
/// <param name="EventIndex">Its index among that transaction's events.</param>
public readonly record struct EventId(TransactionDigest TransactionDigest, uint EventIndex) : IBcs<EventId>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Value(TransactionDigest);
        writer.U32(EventIndex);
    }

    /// <inheritdoc/>
    public static EventId Read(ref BcsReader reader) => new(TransactionDigest.Read(ref reader), reader.U32());
}

/// <summary>Where an event stands: by transaction, and in the whole stream.</summary>
/// <param name="Id">Transaction and index.</param>
/// <param name="Position">Position in the stream, from 0.</param>
internal readonly record struct EventPlace(EventId Id, ulong Position);
