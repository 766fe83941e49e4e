using Microsoft.Win32.SafeHandles;

namespace Walrus.Core.Encoding;

/// <summary>A file that a blob is decoded into; somebody else opens it for reading and writing, and closes it.</summary>
public sealed class FileBlobTarget : IBlobTarget
{
    private readonly SafeFileHandle _file;

    /// <summary>The file, which is cut or extended to <paramref name="length"/> bytes.</summary>
    public FileBlobTarget(SafeFileHandle file, long length)
    {
        _file = file;
        Length = length;
        RandomAccess.SetLength(file, length);
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        BlobRange.Require(offset, destination.Length, Length);
        FileRange.Read(_file, offset, destination);
    }

    /// <inheritdoc/>
    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        BlobRange.Require(offset, bytes.Length, Length);
        RandomAccess.Write(_file, bytes, offset);
    }
}
