using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Slivers;

/// <summary>The two slivers that one shard holds of a blob: primary p and secondary n - 1 - p (data plane 3.4).</summary>
public sealed class SliverPair : IBcs<SliverPair>
{
    /// <summary>A pair of its two slivers.</summary>
    /// <exception cref="ArgumentException">The slivers are not of the two axes in this order.</exception>
    public SliverPair(Sliver primary, Sliver secondary)
    {
        if (primary.Axis != Axis.Primary || secondary.Axis != Axis.Secondary)
            throw new ArgumentException("A pair is a primary and a secondary sliver.");
        Primary = primary;
        Secondary = secondary;
    }

    /// <summary>The row.</summary>
    public Sliver Primary { get; }

    /// <summary>The column.</summary>
    public Sliver Secondary { get; }

    /// <summary>The sliver on <paramref name="axis"/>.</summary>
    public Sliver this[Axis axis] => axis == Axis.Primary ? Primary : Secondary;

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        Primary.Write(writer);
        Secondary.Write(writer);
    }

    /// <inheritdoc/>
    public static SliverPair Read(ref BcsReader reader)
    {
        Sliver primary = Sliver.Read(ref reader, Axis.Primary);
        return new SliverPair(primary, Sliver.Read(ref reader, Axis.Secondary));
    }
}
