using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Slivers;

/// <summary>The tag of slivers and symbols on the wire (data plane 7.1).</summary>
internal static class AxisFormat
{
    public static void Write(BcsWriter writer, Axis axis) => writer.Uleb((uint)axis);

    public static Axis Read(ref BcsReader reader) => reader.Uleb() switch
    {
        (int)Axis.Primary => Axis.Primary,
        (int)Axis.Secondary => Axis.Secondary,
        int other => throw new BcsException($"{other} is no axis, before byte {reader.Position}."),
    };
}
