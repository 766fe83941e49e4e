using System.Buffers;
using System.Text;
using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests;

/// <summary>Short ways to name test data.</summary>
internal static class Bytes
{
    public static ReadOnlyMemory<byte> Of(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Bytes that look random and depend on the seed alone.</summary>
    public static byte[] Random(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static BlobId Blob(byte number)
    {
        byte[] bytes = new byte[Bytes32.Length];
        bytes[0] = number;
        return new BlobId(bytes);
    }

    public static SliverKey Key(byte blob, int shard = 0, Axis axis = Axis.Primary) => new(Blob(blob), new ShardIndex(shard), axis);

    /// <summary>The bytes of a read, which is disposed; null when nothing was held.</summary>
    public static async Task<byte[]?> TakeAsync(ValueTask<IMemoryOwner<byte>?> read)
    {
        using IMemoryOwner<byte>? owner = await read;
        return owner?.Memory.ToArray();
    }
}
