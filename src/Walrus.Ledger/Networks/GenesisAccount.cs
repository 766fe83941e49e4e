using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Networks;

/// <summary>An account that a network starts with.</summary>
/// <param name="Address">The account.</param>
/// <param name="Balance">FROST.</param>
public readonly record struct GenesisAccount(Address Address, ulong Balance) : IBcs<GenesisAccount>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Value(Address);
        writer.U64(Balance);
    }

    /// <inheritdoc/>
    public static GenesisAccount Read(ref BcsReader reader) => new(Address.Read(ref reader), reader.U64());
}

/// <summary>A governed parameter that a network starts with.</summary>
/// <param name="Parameter">Which one.</param>
/// <param name="Value">Its value.</param>
public readonly record struct GenesisParameter(GovernedParameter Parameter, ulong Value) : IBcs<GenesisParameter>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.U16((ushort)Parameter);
        writer.U64(Value);
    }

    /// <inheritdoc/>
    public static GenesisParameter Read(ref BcsReader reader) => new((GovernedParameter)reader.U16(), reader.U64());
}
