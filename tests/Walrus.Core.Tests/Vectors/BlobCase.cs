namespace Walrus.Core.Tests.Vectors;

/// <summary>blobs-full.json and blobs.json.</summary>
internal sealed record BlobFile(BlobCase[] Cases);

/// <summary>One encoded blob; fields that a file does not give are null.</summary>
internal sealed record BlobCase(
    int NShards,
    int Size,
    Content Generator,
    string DataSha256,
    int PrimarySymbols,
    int SecondarySymbols,
    int SymbolSize,
    int PrimarySliverLength,
    int SecondarySliverLength,
    long EncodedLength,
    string BlobId,
    string BlobIdHex,
    string BlobIdU256,
    string RootHash,
    int RotationOffset,
    int MetadataBcsLength,
    string MetadataBcsSha256,
    string? MetadataBcsHex,
    string MetadataWithIdBcsSha256,
    string AllPrimaryDataSha256,
    string AllSecondaryDataSha256,
    string AllPairsBcsSha256,
    string[]? PrimarySliversHex,
    string[]? SecondarySliversHex,
    string[]? PrimarySliverRoots,
    string[]? SecondarySliverRoots,
    string? Pair0PrimaryBcsHex,
    string? Pair0SecondaryBcsHex,
    int[]? ShardOfPair,
    SliverSample[]? SliverSamples)
{
    public override string ToString() => $"n={NShards} size={Size} {Generator.Kind}";
}

/// <summary>One sliver of a blob by hash.</summary>
internal sealed record SliverSample(string Axis, int SliverIndex, int PairIndex, int ShardIndex, string DataSha256, string SliverRoot);
