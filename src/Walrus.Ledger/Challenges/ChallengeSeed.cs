using Walrus.Core.Bcs;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Hashing;

namespace Walrus.Ledger.Challenges;

/// <summary>R, which nobody knows before the reads have stopped, and which decides on what is challenged (control plane 7.6, phase 2).</summary>
public readonly record struct ChallengeSeed(Bytes32 Bytes)
{
    private const string Tag = "wal-pos/1";

    /// <summary>
    /// The seed of an ordered ledger: hash of the next element of the hash chain, backwards, and of the nonces that came with the
    /// acknowledgements.
    /// </summary>
    /// <param name="preimage">The element whose hash was known before.</param>
    /// <param name="nonces">Nonces of the nodes that acknowledged, in the order of their ids.</param>
    public static ChallengeSeed Of(Bytes32 preimage, IEnumerable<Bytes32> nonces)
    {
        ArgumentNullException.ThrowIfNull(nonces);
        BcsWriter writer = new();
        writer.Bytes32(preimage);
        foreach (Bytes32 nonce in nonces)
            writer.Bytes32(nonce);
        return new ChallengeSeed(LedgerHash.Of(writer.Written.Span));
    }

    /// <summary>Hash of the seed, which verdicts name.</summary>
    public Bytes32 ComputeHash() => Blake2b256.Hash(Bytes.ToArray());

    /// <summary>Where a window begins: <c>B2b("wal-pos/1" ‖ R ‖ epoch u32 ‖ lane u16 ‖ index u32)</c>, a big-endian integer.</summary>
    public Bytes32 WindowStart(Epoch epoch, ChallengeLane lane, uint index)
    {
        BcsWriter writer = new();
        writer.Bytes32(Bytes);
        writer.U32(epoch.Value);
        writer.U16(lane.Value);
        writer.U32(index);
        return LedgerHash.Tagged(Tag, writer.Written.Span);
    }
}
