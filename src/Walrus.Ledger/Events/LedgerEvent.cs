using Walrus.Core.Bcs;

namespace Walrus.Ledger.Events;

/// <summary>An event and where it stands (ledger format).</summary>
/// <param name="Position">Position in the stream of the whole network, from 0, without gaps.</param>
/// <param name="Height">Block that holds it.</param>
/// <param name="TransactionIndex">Transaction of that block, or <see cref="NoTransaction"/>.</param>
/// <param name="EventIndex">Index among the transaction's events.</param>
/// <param name="Body">What happened.</param>
public sealed record LedgerEvent(ulong Position, ulong Height, uint TransactionIndex, uint EventIndex, EventBody Body) : IBcs<LedgerEvent>
{
    /// <summary>Transaction index of the events of the genesis, which no transaction emits.</summary>
    public const uint NoTransaction = uint.MaxValue;

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.U64(Position);
        writer.U64(Height);
        writer.U32(TransactionIndex);
        writer.U32(EventIndex);
        writer.Value(Body);
    }

    /// <inheritdoc/>
    public static LedgerEvent Read(ref BcsReader reader) =>
        new(reader.U64(), reader.U64(), reader.U32(), reader.U32(), EventBody.Read(ref reader));
}
