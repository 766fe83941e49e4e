using Walrus.Core.Bcs;

namespace Walrus.Ledger.Committees;

/// <summary>A node's standing votes (control plane 2.7, 2.8).</summary>
/// <param name="StoragePrice">FROST per unit and epoch.</param>
/// <param name="WritePrice">FROST per unit written.</param>
/// <param name="ReadPrice">FROST per unit read.</param>
/// <param name="NodeCapacity">Encoded bytes the node is willing to store in all.</param>
public sealed record NodeVotes(ulong StoragePrice, ulong WritePrice, ulong ReadPrice, ulong NodeCapacity) : IBcs<NodeVotes>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.U64(StoragePrice);
        writer.U64(WritePrice);
        writer.U64(ReadPrice);
        writer.U64(NodeCapacity);
    }

    /// <inheritdoc/>
    public static NodeVotes Read(ref BcsReader reader) => new(reader.U64(), reader.U64(), reader.U64(), reader.U64());
}
