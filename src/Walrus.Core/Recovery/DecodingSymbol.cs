using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Recovery;

/// <summary>
/// A symbol that helps to recover a sliver (data plane 7.4). The axis is that of the sliver to recover, known from the context.
/// </summary>
/// <param name="Index">The sliver on the other axis that the symbol comes from.</param>
/// <param name="Data">The symbol.</param>
public sealed record DecodingSymbol(SliverIndex Index, ReadOnlyMemory<byte> Data) : IBcs<DecodingSymbol>
{
    /// <inheritdoc/>
    public bool Equals(DecodingSymbol? other) => other is not null && Index == other.Index && Data.Span.SequenceEqual(other.Data.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Data.Length);

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.U16(Index.Value);
        writer.Bytes(Data.Span);
    }

    /// <inheritdoc/>
    public static DecodingSymbol Read(ref BcsReader reader) => new(new SliverIndex(reader.U16()), reader.Bytes().ToArray());
}
