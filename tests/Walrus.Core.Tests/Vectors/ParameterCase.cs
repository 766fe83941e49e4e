namespace Walrus.Core.Tests.Vectors;

/// <summary>params.json.</summary>
internal sealed record ParameterFile(ParameterCase[] Cases, ParameterError[] Errors);

/// <summary>What follows from one shard count.</summary>
internal sealed record ParameterCase(
    int NShards,
    int F,
    int PrimarySymbols,
    int SecondarySymbols,
    long MaxBlobSize,
    int QuorumWeight,
    int OneCorrectWeight,
    int MetadataLength,
    SizeCase[] Sizes);

/// <summary>What follows from one blob size.</summary>
internal sealed record SizeCase(
    long Size, int SymbolSize, int PrimarySliverLength, int SecondarySliverLength, long EncodedLength, long StorageUnits);

/// <summary>A blob to refuse.</summary>
internal sealed record ParameterError(int NShards, long Size, string Error);
