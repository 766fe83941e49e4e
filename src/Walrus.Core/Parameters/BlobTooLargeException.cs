namespace Walrus.Core.Parameters;

/// <summary>A blob is larger than the shard count of the network allows (data plane 2).</summary>
public sealed class BlobTooLargeException : ProtocolException
{
    /// <summary>Sizes in bytes.</summary>
    public BlobTooLargeException(long size, long limit, int shards)
        : base($"A blob of {size} bytes exceeds the {limit} bytes that {shards} shards can hold.")
    {
        Size = size;
        Limit = limit;
    }

    /// <summary>Unencoded bytes of the refused blob.</summary>
    public long Size { get; }

    /// <summary>Unencoded bytes that the network can hold in one blob.</summary>
    public long Limit { get; }
}
