namespace Walrus.Storage.Slivers;

/// <summary>Limits that hold for every kind of sliver store.</summary>
public static class SliverStoreLimits
{
    /// <summary>Longest metadata or sliver in bytes (128 MiB; the longest sliver of the protocol has 44 MB).</summary>
    public const int PayloadBytesMax = 128 << 20;

    internal static void Check(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > PayloadBytesMax)
            throw new ArgumentException($"{payload.Length} bytes are above the limit of {PayloadBytesMax}.", nameof(payload));
    }
}
