namespace Walrus.Core.Tests.Vectors;

/// <summary>ids.json.</summary>
internal sealed record IdFile(IdCase[] Cases);

/// <summary>One blob id in all its forms.</summary>
internal sealed record IdCase(string BlobId, string BlobIdHex, string BlobIdU256, RotationCase[] Rotations);

/// <summary>Where the pairs of the blob lie for one shard count.</summary>
internal sealed record RotationCase(int NShards, int RotationOffset, int[]? ShardOfPair);
