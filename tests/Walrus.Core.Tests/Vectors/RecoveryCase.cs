namespace Walrus.Core.Tests.Vectors;

/// <summary>recovery.json.</summary>
internal sealed record RecoveryFile(RecoveryCase[] Cases);

/// <summary>One blob with its expanded matrix and some recoveries.</summary>
internal sealed record RecoveryCase(
    int NShards, int Size, Content Generator, int SymbolSize, string BlobId, string[][] ExpandedMatrixHex, SliverRecoveryCase[] Recoveries);

/// <summary>One sliver recovered from symbols.</summary>
internal sealed record SliverRecoveryCase(
    string TargetAxis,
    int TargetIndex,
    int SymbolsRequired,
    SymbolCase[] Symbols,
    string RecoveredSliverHex,
    string RecoveredSliverRoot,
    InconsistencyCase Inconsistency);

/// <summary>One symbol with its proof.</summary>
internal sealed record SymbolCase(
    string SourceAxis,
    int SourceIndex,
    string SymbolId,
    string SymbolHex,
    string SourceSliverRoot,
    string?[] ProofPath,
    string DecodingSymbolBcs,
    string RecoverySymbolBcs,
    string GeneralRecoverySymbolBcs);

/// <summary>The same symbols as a proof, against honest and against altered metadata.</summary>
internal sealed record InconsistencyCase(
    string ProofBcs, string MetadataBcsConsistent, string MetadataBcsInconsistent, string BlobIdInconsistent);
