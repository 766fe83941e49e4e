using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Reads;

/// <summary>A gateway's claim of what one node served it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Bytes">Bytes it sent.</param>
public readonly record struct ServedBytes(ObjectId Node, ulong Bytes) : IBcs<ServedBytes>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Value(Node);
        writer.U64(Bytes);
    }

    /// <inheritdoc/>
    public static ServedBytes Read(ref BcsReader reader) => new(ObjectId.Read(ref reader), reader.U64());
}
