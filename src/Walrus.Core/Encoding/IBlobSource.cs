namespace Walrus.Core.Encoding;

/// <summary>Where the bytes of a blob are read from, by position. Threads read at the same time.</summary>
public interface IBlobSource
{
    /// <summary>Bytes of the blob; does not change.</summary>
    long Length { get; }

    /// <summary>Fills <paramref name="destination"/> with the bytes from <paramref name="offset"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the blob.</exception>
    /// <exception cref="IOException">The bytes cannot be read.</exception>
    void Read(long offset, Span<byte> destination);
}
