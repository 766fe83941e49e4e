using Walrus.Core.Bcs;
using Walrus.Ledger.Networks;

namespace Walrus.Ledger.Governance;

/// <summary>What a proposal would change. The hierarchy is closed; each kind has one number and one layout.</summary>
public abstract record GovernedChange : IBcs<GovernedChange>
{
    private protected GovernedChange() { }

    /// <summary>A governed parameter takes a value.</summary>
    /// <param name="Parameter">Which one.</param>
    /// <param name="Value">Its value, within the bounds.</param>
    public sealed record SetParameter(GovernedParameter Parameter, ulong Value) : GovernedChange
    {
        private protected override void WriteFields(BcsWriter writer)
        {
            writer.Uleb(0);
            writer.U16((ushort)Parameter);
            writer.U64(Value);
        }
    }

    /// <summary>A feature begins, and with it the next protocol version.</summary>
    /// <param name="Feature">Which one.</param>
    public sealed record Activate(Feature Feature) : GovernedChange
    {
        private protected override void WriteFields(BcsWriter writer)
        {
            writer.Uleb(1);
            writer.U16((ushort)Feature);
        }
    }

    /// <inheritdoc/>
    public void Write(BcsWriter writer) => WriteFields(writer);

    /// <inheritdoc/>
    public static GovernedChange Read(ref BcsReader reader) => reader.Uleb() switch
    {
        0 => new SetParameter((GovernedParameter)reader.U16(), reader.U64()),
        1 => new Activate((Feature)reader.U16()),
        int other => throw new BcsException($"{other} is not a kind of governed change."),
    };

    private protected abstract void WriteFields(BcsWriter writer);
}
