using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Accounting;

/// <summary>What one epoch was sold for so far (control plane 2.5).</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="UsedCapacity">Encoded bytes sold for it.</param>
/// <param name="Rewards">FROST paid for it.</param>
public readonly record struct RingEntry(Epoch Epoch, ulong UsedCapacity, ulong Rewards);
