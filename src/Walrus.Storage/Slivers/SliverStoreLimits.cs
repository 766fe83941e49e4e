namespace Walrus.Storage.Slivers;

/// <summary>Limits that hold for every kind of sliver store.</summary>
public static class SliverStoreLimits
{
    /// <summary>Longest metadata or sliver in bytes (128 MiB; the longest sliver of the protocol has 44 MB).</summary>
    public const int PayloadBytesMax = 128 << 20;
}
