namespace Walrus.Client.Reading;

/// <summary>Part of a blob.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Length">How many bytes.</param>
public readonly record struct ByteRange(long Offset, long Length)
{
    /// <summary>First byte that is no longer part of it.</summary>
    public long End => Offset + Length;
}
