using Walrus.Core.Bcs;
using Walrus.Core.Merkle;

namespace Walrus.Core.Recovery;

/// <summary>A decoding symbol with the proof that its source sliver contains it (data plane 7.4). The leaf is the index of the sliver to recover.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Proof">Path in the tree of the expanded source sliver.</param>
public sealed record RecoverySymbol(DecodingSymbol Symbol, MerkleProof Proof) : IBcs<RecoverySymbol>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        Symbol.Write(writer);
        Proof.Write(writer);
    }

    /// <inheritdoc/>
    public static RecoverySymbol Read(ref BcsReader reader) => new(DecodingSymbol.Read(ref reader), MerkleProof.Read(ref reader));
}
