using Walrus.Core.Encoding;
using Walrus.Core.Quilts;

namespace Walrus.Core.Tests.Vectors;

/// <summary>quilts.json.</summary>
internal sealed record QuiltFile(QuiltCase[] Cases, QuiltError[] Errors);

/// <summary>One packed quilt.</summary>
internal sealed record QuiltCase(
    string Name,
    int NShards,
    QuiltFileCase[] Blobs,
    int NRows,
    int NColumns,
    int SymbolSize,
    int ColumnSize,
    int RowSize,
    int QuiltLength,
    string QuiltSha256,
    string? QuiltHex,
    int IndexColumns,
    int IndexBcsLength,
    string IndexBcsSha256,
    string IndexBcsHex,
    QuiltPatchCase[] Patches,
    string BlobId,
    string RootHash,
    long EncodedLength);

/// <summary>Files that must be refused.</summary>
internal sealed record QuiltError(string Name, int NShards, QuiltFileCase[] Blobs);

/// <summary>One file before it is packed.</summary>
internal sealed record QuiltFileCase(string Identifier, int Size, Content Generator, Dictionary<string, string>? Tags)
{
    public QuiltInput ToInput() => new(Identifier, new MemoryBlobSource(Generator.Bytes(Size)), new QuiltTags(Tags ?? []));
}

/// <summary>One file where it was packed.</summary>
internal sealed record QuiltPatchCase(
    string Identifier,
    Dictionary<string, string> Tags,
    int StartIndex,
    int EndIndex,
    int Size,
    string ContentsSha256,
    string PatchId,
    string HeaderAndPrefixHex,
    int HeaderAndPrefixLength);
