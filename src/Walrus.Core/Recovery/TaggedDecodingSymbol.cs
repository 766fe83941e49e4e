using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Slivers;

namespace Walrus.Core.Recovery;

/// <summary>A decoding symbol that names the axis of the sliver it helps to recover (data plane 7.4, <c>EitherDecodingSymbol</c>).</summary>
/// <param name="Axis">Axis of the sliver to recover.</param>
/// <param name="Symbol">The symbol.</param>
public sealed record TaggedDecodingSymbol(Axis Axis, DecodingSymbol Symbol) : IBcs<TaggedDecodingSymbol>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        AxisFormat.Write(writer, Axis);
        Symbol.Write(writer);
    }

    /// <inheritdoc/>
    public static TaggedDecodingSymbol Read(ref BcsReader reader) => new(AxisFormat.Read(ref reader), DecodingSymbol.Read(ref reader));
}
