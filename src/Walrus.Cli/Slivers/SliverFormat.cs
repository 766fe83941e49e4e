using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Cli.Slivers;

/// <summary>The file of one sliver: its name, and what stands before and behind the data in its BCS form (data plane 7.3).</summary>
internal static class SliverFormat
{
    public const string MetadataName = "metadata.bcs";

    public static string NameOf(SliverPairIndex pair, Axis axis) => $"pair-{pair}.{(axis == Axis.Primary ? "primary" : "secondary")}.bcs";

    /// <summary>What stands before the data: their length.</summary>
    public static byte[] Header(int dataLength)
    {
        BcsWriter writer = new(8);
        writer.Uleb((uint)dataLength);
        return writer.ToArray();
    }

    /// <summary>What stands behind the data: symbol size and index.</summary>
    public static byte[] Trailer(int symbolSize, SliverIndex index)
    {
        BcsWriter writer = new(4);
        writer.U16((ushort)symbolSize);
        writer.U16(index.Value);
        return writer.ToArray();
    }
}
