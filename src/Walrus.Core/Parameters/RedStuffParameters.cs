using Walrus.Core.Identifiers;

namespace Walrus.Core.Parameters;

/// <summary>
/// Everything about the encoding that follows from the number of shards alone (data plane 1, 2, 9).
/// Immutable; one instance serves a whole network.
/// </summary>
public sealed class RedStuffParameters
{
    /// <summary>Fewest shards the code can work with: below, no symbol would be redundant.</summary>
    public const int MinShards = 4;

    /// <summary>Most shards this implementation accepts; public networks use 1000.</summary>
    public const int MaxShards = 1000;

    /// <summary>Largest symbol, in bytes: the largest even number of 16 bits.</summary>
    public const int MaxSymbolSize = 65534;

    /// <summary>Bytes of one unit that storage is sold in (control plane 2.2).</summary>
    public const long StorageUnit = 1 << 20;

    /// <summary>Parameters for <paramref name="shards"/> shards.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 4 or more than 1000 shards.</exception>
    public RedStuffParameters(int shards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, MinShards);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shards, MaxShards);
        Shards = shards;
        MaxFaulty = ShardWeights.MaxFaulty(shards);
        PrimarySymbols = shards - 2 * MaxFaulty;
        SecondarySymbols = shards - MaxFaulty;
    }

    /// <summary>n, the number of shards, sliver pairs, rows and columns.</summary>
    public int Shards { get; }

    /// <summary>f, how many shards may be faulty.</summary>
    public int MaxFaulty { get; }

    /// <summary>k1 = n - 2f: rows of the message matrix, symbols of a secondary sliver.</summary>
    public int PrimarySymbols { get; }

    /// <summary>k2 = n - f: columns of the message matrix, symbols of a primary sliver.</summary>
    public int SecondarySymbols { get; }

    /// <summary>k1 · k2, the source symbols of a blob.</summary>
    public int SourceSymbols => PrimarySymbols * SecondarySymbols;

    /// <summary>Largest blob, in unencoded bytes.</summary>
    public long MaxBlobSize => (long)SourceSymbols * MaxSymbolSize;

    /// <summary>Symbols in a sliver of this axis: k2 for a primary, k1 for a secondary sliver.</summary>
    public int SymbolsPerSliver(Axis axis) => axis == Axis.Primary ? SecondarySymbols : PrimarySymbols;

    /// <summary>Bytes of one symbol for a blob of <paramref name="blobSize"/> unencoded bytes: even, at least 2.</summary>
    /// <exception cref="BlobTooLargeException">The blob exceeds <see cref="MaxBlobSize"/>.</exception>
    public int SymbolSize(long blobSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(blobSize);
        if (blobSize > MaxBlobSize)
            throw new BlobTooLargeException(blobSize, MaxBlobSize, Shards);
        long size = (Math.Max(blobSize, 1) + SourceSymbols - 1) / SourceSymbols;
        return (int)(size + (size & 1));
    }

    /// <summary>Data bytes of a sliver of this axis for a blob of <paramref name="blobSize"/> bytes.</summary>
    public int SliverLength(Axis axis, long blobSize) => SymbolsPerSliver(axis) * SymbolSize(blobSize);

    /// <summary>Bytes the network stores for a blob, as storage is sold: slivers, and per shard all hashes and the blob id (data plane 9).</summary>
    public long EncodedLength(long blobSize) =>
        Shards * ((long)(PrimarySymbols + SecondarySymbols) * SymbolSize(blobSize) + 64L * Shards + 32);

    /// <summary>Started units of 1 MiB in <paramref name="bytes"/> (control plane 2.2).</summary>
    public static long StorageUnits(long bytes) => (bytes + StorageUnit - 1) / StorageUnit;

    /// <summary>Shard that holds sliver pair <paramref name="pair"/> of a blob (data plane 3.4).</summary>
    public ShardIndex ShardOf(SliverPairIndex pair, BlobId blob) => new((pair.Value + blob.RotationOffset(Shards)) % Shards);

    /// <summary>Sliver pair that <paramref name="shard"/> holds of a blob (data plane 3.4).</summary>
    public SliverPairIndex PairOf(ShardIndex shard, BlobId blob) => new((Shards + shard.Value - blob.RotationOffset(Shards)) % Shards);

    /// <summary>Index on <paramref name="axis"/> of the sliver in pair <paramref name="pair"/>: p, or n - 1 - p.</summary>
    public SliverIndex SliverOf(SliverPairIndex pair, Axis axis) => new(axis == Axis.Primary ? pair.Value : Shards - 1 - pair.Value);

    /// <summary>Pair that the sliver at <paramref name="index"/> on <paramref name="axis"/> belongs to.</summary>
    public SliverPairIndex PairOf(SliverIndex index, Axis axis) => new(axis == Axis.Primary ? index.Value : Shards - 1 - index.Value);
}
