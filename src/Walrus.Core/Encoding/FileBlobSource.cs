using Microsoft.Win32.SafeHandles;

namespace Walrus.Core.Encoding;

/// <summary>A blob in a file that somebody else opens and closes. Reads by position, never through a mapping.</summary>
public sealed class FileBlobSource : IBlobSource
{
    private readonly SafeFileHandle _file;

    /// <summary>The whole file as it is now.</summary>
    public FileBlobSource(SafeFileHandle file)
    {
        _file = file;
        Length = RandomAccess.GetLength(file);
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        BlobRange.Require(offset, destination.Length, Length);
        FileRange.Read(_file, offset, destination);
    }
}
