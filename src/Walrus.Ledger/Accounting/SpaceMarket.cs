using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Accounting;

/// <summary>Selling space in the ring, and taking fees into it (control plane 1.3, 2.3, 2.4).</summary>
internal static class SpaceMarket
{
    /// <summary>Counts <paramref name="size"/> bytes in every epoch of the period and returns what the buyer owes, in FROST.</summary>
    public static ulong Sell(LedgerState state, Epoch start, Epoch end, ulong size)
    {
        SystemState system = state.System.Value;
        ulong perEpoch = Pricing.PerEpoch(system.Prices.Storage, size);
        FutureAccounting ring = system.Ring.Add(start, end, size, perEpoch);
        // Always against today's capacity, also for epochs ahead.
        for (uint ahead = start.Value - state.Now.Value; ahead < end.Value - state.Now.Value; ahead++)
            LedgerException.Require(ring.Lookup(ahead).UsedCapacity <= system.TotalCapacity, Reason.EStorageExceeded);
        state.System.Value = system with { Ring = ring };
        return Pricing.Storage(system.Prices.Storage, size, end.Value - start.Value);
    }

    /// <summary>Sells <paramref name="size"/> bytes for <paramref name="epochs"/> more epochs after <paramref name="end"/>.</summary>
    public static ulong SellExtension(LedgerState state, Epoch end, uint epochs, ulong size)
    {
        LedgerException.Require(epochs > 0, Reason.EInvalidEpochsAhead);
        LedgerException.Require(end.Value - state.Now.Value + (ulong)epochs <= state.Rules.MaxEpochsAhead, Reason.EInvalidEpochsAhead);
        return Sell(state, end, end.Plus(epochs), size);
    }

    /// <summary>Adds the fee for writing <paramref name="encodedBytes"/> to the current bucket and returns it.</summary>
    public static ulong TakeWriteFee(LedgerState state, ulong encodedBytes)
    {
        ulong fee = Pricing.WriteFee(state.System.Value.Prices.Write, encodedBytes);
        AddToCurrentBucket(state, fee);
        return fee;
    }

    public static void AddToCurrentBucket(LedgerState state, ulong frost) =>
        state.System.Value = state.System.Value with { Ring = state.System.Value.Ring.AddNow(frost) };
}
