using Walrus.Core.Tests.Vectors;

namespace Walrus.Cli.Tests.Support;

/// <summary>The known blobs that encode in a moment.</summary>
internal static class SmallVectors
{
    private const int MostShards = 31;
    private const int MostBytes = 110_000;

    public static IEnumerable<BlobCase> Full => VectorFile.Load<BlobFile>("blobs-full.json").Cases;

    public static IEnumerable<BlobCase> All =>
        Full.Concat(VectorFile.Load<BlobFile>("blobs.json").Cases.Where(blob => blob.NShards <= MostShards && blob.Size <= MostBytes));

    /// <summary>A blob of few bytes on a public network.</summary>
    public static BlobCase OfPublicNetwork =>
        VectorFile.Load<BlobFile>("blobs.json").Cases.First(blob => blob.NShards == 1000 && blob.Size == 1000);

    /// <summary>The bytes of a case as a file.</summary>
    public static string Write(this TemporaryFolder folder, BlobCase blob) => folder.Write("blob.bin", blob.Generator.Bytes(blob.Size));
}
