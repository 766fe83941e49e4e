using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Ledger.Execution;

namespace Walrus.Ledger.Commands;

/// <summary>One step of a transaction (control plane 1.12). The hierarchy is closed; each kind has one number and one layout.</summary>
public abstract record Command : IBcs<Command>
{
    private protected Command() { }

    /// <summary>The number in BCS.</summary>
    public abstract CommandKind Kind { get; }

    /// <summary>How many objects the command creates, when it succeeds.</summary>
    internal virtual ushort CreatedObjects => 0;

    /// <summary>The certificate that the command rests on, and what it must certify; null when it rests on none.</summary>
    internal virtual (Certificate Certificate, IntentType Type)? Evidence => null;

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Uleb((uint)Kind);
        WriteFields(writer);
    }

    /// <inheritdoc/>
    public static Command Read(ref BcsReader reader) => CommandReader.Read(ref reader);

    private protected abstract void WriteFields(BcsWriter writer);

    /// <summary>Does it, or throws the reason why not; the caller drops what was changed until then.</summary>
    internal abstract void Execute(TransactionContext context);
}
