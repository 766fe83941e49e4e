using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Events;

/// <summary>WAL changed hands.</summary>
/// <param name="Sender">Who paid.</param>
/// <param name="Recipient">Who received.</param>
/// <param name="Amount">FROST.</param>
public sealed record WalTransferred(Address Sender, Address Recipient, ulong Amount) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.WalTransferred;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Sender);
        writer.Value(Recipient);
        writer.U64(Amount);
    }

    internal static WalTransferred ReadFields(ref BcsReader reader) =>
        new(
            Address.Read(ref reader),
            Address.Read(ref reader),
            reader.U64());
}

/// <summary>WAL was destroyed by its holder.</summary>
/// <param name="Holder">Who held it.</param>
/// <param name="Amount">FROST.</param>
public sealed record WalBurned(Address Holder, ulong Amount) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.WalBurned;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Holder);
        writer.U64(Amount);
    }

    internal static WalBurned ReadFields(ref BcsReader reader) =>
        new(Address.Read(ref reader), reader.U64());
}

/// <summary>An object changed hands.</summary>
/// <param name="ObjectId">The object.</param>
/// <param name="Sender">Who owned it.</param>
/// <param name="Recipient">Who owns it.</param>
public sealed record ObjectTransferred(ObjectId ObjectId, Address Sender, Address Recipient) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ObjectTransferred;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(ObjectId);
        writer.Value(Sender);
        writer.Value(Recipient);
    }

    internal static ObjectTransferred ReadFields(ref BcsReader reader) =>
        new(
            ObjectId.Read(ref reader),
            Address.Read(ref reader),
            Address.Read(ref reader));
}
