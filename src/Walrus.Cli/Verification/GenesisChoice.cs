using Walrus.Ledger.Networks;

namespace Walrus.Cli.Verification;

/// <summary>The genesis that the user trusts against the one that is there.</summary>
internal static class GenesisChoice
{
    /// <exception cref="CommandFailedException">They found different networks.</exception>
    public static void Require(Genesis found, Genesis? expected)
    {
        if (expected is not null && NetworkId.Of(expected) != NetworkId.Of(found))
        {
            throw new CommandFailedException(
                $"The ledger is of network {NetworkId.Of(found)}, not {NetworkId.Of(expected)}.", "Name the genesis of this network, or another ledger.");
        }
    }
}
