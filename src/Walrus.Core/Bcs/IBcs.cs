namespace Walrus.Core.Bcs;

/// <summary>A type with one canonical BCS form (data plane 0).</summary>
public interface IBcs<TSelf> where TSelf : IBcs<TSelf>
{
    /// <summary>Appends the canonical bytes.</summary>
    void Write(BcsWriter writer);

    /// <summary>Reads one value and leaves the reader behind it.</summary>
    /// <exception cref="BcsException">The bytes are not the canonical form of a value.</exception>
    static abstract TSelf Read(ref BcsReader reader);
}

/// <summary>Whole values to bytes and back.</summary>
public static class BcsFormat
{
    /// <summary>The canonical bytes of <paramref name="value"/>.</summary>
    public static byte[] ToBytes<T>(T value) where T : IBcs<T>
    {
        BcsWriter writer = new();
        value.Write(writer);
        return writer.ToArray();
    }

    /// <summary>The value whose canonical form <paramref name="bytes"/> is, to the last byte.</summary>
    /// <exception cref="BcsException">The bytes are truncated, not canonical, or followed by others.</exception>
    public static T FromBytes<T>(ReadOnlySpan<byte> bytes) where T : IBcs<T>
    {
        BcsReader reader = new(bytes);
        T value = T.Read(ref reader);
        reader.End();
        return value;
    }
}
