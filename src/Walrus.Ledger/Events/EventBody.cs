using Walrus.Core.Bcs;

namespace Walrus.Ledger.Events;

/// <summary>What happened (control plane 1.9). The hierarchy is closed; each kind has one number and one layout.</summary>
public abstract record EventBody : IBcs<EventBody>
{
    private protected EventBody() { }

    /// <summary>The number in BCS.</summary>
    public abstract EventKind Kind { get; }

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Uleb((uint)Kind);
        WriteFields(writer);
    }

    /// <inheritdoc/>
    public static EventBody Read(ref BcsReader reader) => EventReader.Read(ref reader);

    private protected abstract void WriteFields(BcsWriter writer);
}
