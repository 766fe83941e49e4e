using System.Numerics;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;

namespace Walrus.Client.Recovery;

/// <summary>Bytes that have to be read from other nodes to get slivers back, in theory.</summary>
public static class RecoveryCost
{
    private const int NodeBytes = Bytes32.Length + 1;

    /// <summary>One symbol with its proof.</summary>
    public static long OfSymbol(VerifiedBlobMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        int height = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)metadata.Parameters.Shards));
        return metadata.SymbolSize + NodeBytes * height;
    }

    /// <summary>One sliver by symbols: as many as it has of its own.</summary>
    public static long OfSliver(VerifiedBlobMetadata metadata, Axis axis)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return metadata.Parameters.SymbolsPerSliver(axis) * OfSymbol(metadata);
    }

    /// <summary>The whole blob by the primary slivers that it reaches into, at least one.</summary>
    public static long OfBlob(VerifiedBlobMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        long row = metadata.SliverLength(Axis.Primary);
        return Math.Max(1, (metadata.UnencodedLength + row - 1) / row) * row;
    }
}
