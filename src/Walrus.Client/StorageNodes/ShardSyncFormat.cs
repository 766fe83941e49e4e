using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Client.StorageNodes;

/// <summary>Bytes and limits of an answer of shard synchronisation: version, count, and so many blob ids with their slivers (data plane 7.6).</summary>
public static class ShardSyncFormat
{
    /// <summary>Slivers that may be asked for at once, and that one answer has at most.</summary>
    public const int MaxSlivers = 1000;

    /// <summary>Bytes after which an answer ends, unless it has no sliver yet.</summary>
    public const long MaxBytes = 64L << 20;

    /// <summary>Blob id and axis before each sliver.</summary>
    public const int EntryOverhead = Bytes32.Length + 1;

    private const byte Version1 = 0;

    /// <summary>What comes before the first sliver.</summary>
    public static byte[] Head(int count)
    {
        BcsWriter writer = new();
        writer.U8(Version1);
        writer.Uleb((uint)count);
        return writer.ToArray();
    }

    /// <summary>What comes before each sliver's own bytes.</summary>
    public static byte[] EntryHead(BlobId blob, Axis axis)
    {
        BcsWriter writer = new();
        writer.Bytes32(blob.Bytes);
        writer.U8((byte)axis);
        return writer.ToArray();
    }

    /// <exception cref="BcsException">Another version.</exception>
    internal static void RequireVersion(byte version)
    {
        if (version != Version1)
            throw new BcsException($"{version} is no version of an answer of shard synchronisation.");
    }
}
