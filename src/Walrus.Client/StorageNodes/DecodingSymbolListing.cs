using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Recovery;

namespace Walrus.Client.StorageNodes;

/// <summary>Decoding symbols of several slivers: a BCS map in ascending order of the slivers (data plane 7.4).</summary>
public static class DecodingSymbolListing
{
    /// <summary>The bytes of a listing.</summary>
    public static byte[] ToBytes(IReadOnlyDictionary<SliverIndex, IReadOnlyList<TaggedDecodingSymbol>> symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        BcsWriter writer = new();
        writer.Vector([.. symbols.OrderBy(static entry => entry.Key)], static (output, entry) =>
        {
            output.U16(entry.Key.Value);
            output.Vector(entry.Value);
        });
        return writer.ToArray();
    }

    /// <summary>The listing whose bytes these are, to the last.</summary>
    /// <exception cref="BcsException">They are truncated, followed by others, or the slivers do not ascend.</exception>
    public static IReadOnlyDictionary<SliverIndex, IReadOnlyList<TaggedDecodingSymbol>> FromBytes(ReadOnlySpan<byte> bytes)
    {
        BcsReader reader = new(bytes);
        Dictionary<SliverIndex, IReadOnlyList<TaggedDecodingSymbol>> symbols = [];
        int count = reader.Uleb();
        SliverIndex? last = null;
        for (int i = 0; i < count; i++)
        {
            SliverIndex sliver = new(reader.U16());
            if (last >= sliver)
                throw new BcsException($"Sliver {sliver} does not come after {last}.");
            last = sliver;
            symbols.Add(sliver, reader.Vector<TaggedDecodingSymbol>());
        }

        reader.End();
        return symbols;
    }
}
