using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Subsidies;

/// <summary>How much the subsidy pool adds to what users pay (control plane 2.9).</summary>
/// <param name="UsageBp">Of everything paid into a bucket, in basis points.</param>
/// <param name="Base">FROST to each member for each epoch.</param>
/// <param name="PerShard">FROST to each member for each shard and epoch.</param>
public sealed record SubsidyRates(uint UsageBp, ulong Base, ulong PerShard) : IBcs<SubsidyRates>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.U32(UsageBp);
        writer.U64(Base);
        writer.U64(PerShard);
    }

    /// <inheritdoc/>
    public static SubsidyRates Read(ref BcsReader reader) => new(reader.U32(), reader.U64(), reader.U64());
}

/// <summary>The subsidy module (control plane 2.9). Immutable.</summary>
/// <param name="Pool">FROST it can pay from.</param>
/// <param name="Rates">What it pays.</param>
/// <param name="LatestEpoch">Last epoch whose committee got the fixed part.</param>
/// <param name="Counted">FROST in each bucket that the usage part was paid for already; an epoch without an entry has none.</param>
/// <param name="LastRunMs">When it last paid, in milliseconds; 0 if never.</param>
public sealed record SubsidyState(
    ulong Pool, SubsidyRates Rates, Epoch LatestEpoch, ImmutableSortedDictionary<Epoch, ulong> Counted, ulong LastRunMs)
{
    internal static readonly SubsidyState Initial =
        new(0, new SubsidyRates(0, 0, 0), new Epoch(0), ImmutableSortedDictionary<Epoch, ulong>.Empty, 0);

    internal void Write(BcsWriter writer)
    {
        writer.U64(Pool);
        writer.Value(Rates);
        writer.U32(LatestEpoch.Value);
        writer.Vector(Counted, static (w, bucket) =>
        {
            w.U32(bucket.Key.Value);
            w.U64(bucket.Value);
        });
        writer.U64(LastRunMs);
    }

    internal static SubsidyState Read(ref BcsReader reader) => new(
        reader.U64(),
        SubsidyRates.Read(ref reader),
        new Epoch(reader.U32()),
        reader.Vector(static (ref BcsReader r) => KeyValuePair.Create(new Epoch(r.U32()), r.U64())).ToMap(),
        reader.U64());
}
