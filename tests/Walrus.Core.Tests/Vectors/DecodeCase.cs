namespace Walrus.Core.Tests.Vectors;

/// <summary>decode.json.</summary>
internal sealed record DecodeFile(DecodeCase[] Cases);

/// <summary>One decoding from primary slivers.</summary>
internal sealed record DecodeCase(
    int NShards,
    int Size,
    string BlobId,
    int[] SliverIndices,
    string[] SliversBcsHex,
    Tampering? Tampered,
    string DecodedHex,
    string BlobIdOfDecoded,
    bool Consistent);

/// <summary>Which byte of which sliver was changed.</summary>
internal sealed record Tampering(int Position, int Byte, int Xor);
