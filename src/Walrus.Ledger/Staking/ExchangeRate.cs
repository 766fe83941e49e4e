using Walrus.Core.Bcs;
using Walrus.Ledger.Errors;

namespace Walrus.Ledger.Staking;

/// <summary>What the shares of a pool are worth: <c>Wal</c> FROST for <c>Shares</c>, or one for one (control plane 3.4).</summary>
public readonly record struct ExchangeRate
{
    /// <summary>One share is one FROST.</summary>
    public static readonly ExchangeRate Flat;

    private ExchangeRate(ulong wal, ulong shares) => (Wal, Shares) = (wal, shares);

    /// <summary>FROST; 0 when flat.</summary>
    public ulong Wal { get; }

    /// <summary>Shares, never more than <see cref="Wal"/>; 0 when flat.</summary>
    public ulong Shares { get; }

    /// <summary>Whether it is one for one.</summary>
    public bool IsFlat => Shares == 0;

    /// <summary>The rate of a pool with this balance and these shares; flat when it has none of either.</summary>
    /// <exception cref="LedgerException"><c>EInvalidRate</c>: a share would be worth less than a FROST.</exception>
    public static ExchangeRate Of(ulong wal, ulong shares)
    {
        LedgerException.Require(shares <= wal, Reason.EInvalidRate);
        return shares == 0 ? Flat : new ExchangeRate(wal, shares);
    }

    /// <summary>Shares that <paramref name="wal"/> FROST buy, rounded down.</summary>
    public ulong ToShares(ulong wal) => IsFlat ? wal : (ulong)((UInt128)wal * Shares / Wal);

    /// <summary>FROST that <paramref name="shares"/> are worth, rounded down.</summary>
    public ulong ToWal(ulong shares) => IsFlat ? shares : (ulong)((UInt128)shares * Wal / Shares);

    /// <summary>FROST that <paramref name="principal"/> earned between the two rates; 0 when rounding eats it.</summary>
    public static ulong Rewards(ulong principal, ExchangeRate atActivation, ExchangeRate atWithdrawal)
    {
        ulong value = atWithdrawal.ToWal(atActivation.ToShares(principal));
        return value > principal ? value - principal : 0;
    }

    internal void Write(BcsWriter writer)
    {
        writer.U64(Wal);
        writer.U64(Shares);
    }

    internal static ExchangeRate Read(ref BcsReader reader) => Of(reader.U64(), reader.U64());
}
