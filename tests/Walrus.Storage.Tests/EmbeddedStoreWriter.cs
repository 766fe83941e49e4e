using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests;

/// <summary>What the second process writes, in an order that depends on nothing but how many rounds there were.</summary>
internal static class EmbeddedStoreWriter
{
    public static readonly EmbeddedStoreOptions Options = new() { SegmentBytes = 64 << 10 };

    /// <summary>Each round puts one blob, now and then takes one away, flushes and says its number; goes on until killed.</summary>
    public static async Task RunAsync(string folder, int first)
    {
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(folder, Options);
        for (int round = first; ; round++)
        {
            Console.WriteLine($"begin {round}");
            await Task.WhenAll(Keys(round).Select(key => store.PutSliverAsync(key, PayloadOf(key)).AsTask()));
            await store.PutMetadataAsync(BlobOf(round), MetadataOf(round));
            if (DeletedBy(round) is { } old)
                await store.DeleteBlobAsync(BlobOf(old));
            await store.FlushAsync();
            Console.WriteLine($"done {round}");
        }
    }

    public static BlobId BlobOf(int round)
    {
        byte[] bytes = new byte[Bytes32.Length];
        BitConverter.TryWriteBytes(bytes, round);
        return new BlobId(bytes);
    }

    public static IEnumerable<SliverKey> Keys(int round) =>
        Enumerable.Range(0, 4).Select(i => new SliverKey(BlobOf(round), new ShardIndex(i / 2), (Axis)(i % 2)));

    /// <summary>The round whose blob this one deletes.</summary>
    public static int? DeletedBy(int round) => round % 3 == 2 ? round - 2 : null;

    public static byte[] PayloadOf(SliverKey key) =>
        Bytes.Random(BitConverter.ToInt32(key.Blob.Bytes.ToArray()) * 4 + key.Shard.Value * 2 + (int)key.Axis, 200 + key.Shard.Value * 3000);

    public static byte[] MetadataOf(int round) => Bytes.Random(-round, 500);
}
