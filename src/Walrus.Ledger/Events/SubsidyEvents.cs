using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Subsidies;

namespace Walrus.Ledger.Events;

/// <summary>FROST was added to buckets.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Sender">Who paid.</param>
/// <param name="Amounts">FROST for each epoch, from the current one on.</param>
public sealed record SubsidyAdded(Epoch Epoch, Address Sender, ImmutableArray<ulong> Amounts) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.SubsidyAdded;

    /// <inheritdoc/>
    public bool Equals(SubsidyAdded? other) => other is not null
        && Epoch == other.Epoch
        && Sender == other.Sender
        && Amounts.SequenceEqual(other.Amounts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Epoch, Sender, Amounts.Length);

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Sender);
        writer.Vector(Amounts, static (w, amount) => w.U64(amount));
    }

    internal static SubsidyAdded ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        Address.Read(ref reader),
        [.. reader.Vector(static (ref BcsReader r) => r.U64(), minimumSize: 8)]);
}

/// <summary>FROST was given to the subsidy pool.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Sender">Who paid.</param>
/// <param name="Amount">FROST.</param>
public sealed record SubsidyPoolFunded(Epoch Epoch, Address Sender, ulong Amount) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.SubsidyPoolFunded;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Sender);
        writer.U64(Amount);
    }

    internal static SubsidyPoolFunded ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        Address.Read(ref reader),
        reader.U64());
}

/// <summary>The subsidy pool paid.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="FixedPaid">FROST to the members of the committee before.</param>
/// <param name="UsagePaid">FROST to buckets.</param>
public sealed record SubsidiesProcessed(Epoch Epoch, ulong FixedPaid, ulong UsagePaid) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.SubsidiesProcessed;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.U64(FixedPaid);
        writer.U64(UsagePaid);
    }

    internal static SubsidiesProcessed ReadFields(ref BcsReader reader) => new(new Epoch(reader.U32()), reader.U64(), reader.U64());
}

/// <summary>The rates of subsidies were set.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Rates">The rates.</param>
public sealed record SubsidyRatesSet(Epoch Epoch, SubsidyRates Rates) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.SubsidyRatesSet;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Rates);
    }

    internal static SubsidyRatesSet ReadFields(ref BcsReader reader) => new(new Epoch(reader.U32()), SubsidyRates.Read(ref reader));
}
