using Walrus.Ledger.Networks;

namespace Walrus.Ledger.Committees;

/// <summary>How an operator derives a price vote from a target in US dollars (control plane 2.7). Not a rule of the ledger.</summary>
public static class FiatPriceVote
{
    private const uint WholeInPercent = 100;

    /// <summary>FROST that are worth the target: its billionths of a dollar by the price of one WAL, rounded up.</summary>
    /// <param name="targetNanoUsd">The target, in billionths of a dollar.</param>
    /// <param name="usdPerWal">Dollars for one WAL.</param>
    /// <exception cref="ArgumentOutOfRangeException">WAL is worth nothing.</exception>
    public static ulong Of(ulong targetNanoUsd, decimal usdPerWal)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(usdPerWal);
        // Compared before dividing: the quotient by a tiny price would not fit.
        return usdPerWal < 1 && targetNanoUsd >= Genesis.Supply * usdPerWal
            ? Genesis.Supply
            : Math.Min(Genesis.Supply, (ulong)decimal.Ceiling(targetNanoUsd / usdPerWal));
    }

    /// <summary>Whether a vote differs from the present one by more than <paramref name="thresholdPercent"/> of that.</summary>
    public static bool IsWorthSubmitting(ulong present, ulong vote, uint thresholdPercent)
    {
        ulong difference = vote > present ? vote - present : present - vote;
        return (UInt128)difference * WholeInPercent > (UInt128)present * thresholdPercent;
    }
}
