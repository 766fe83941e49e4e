using Microsoft.Win32.SafeHandles;

namespace Walrus.Core.Encoding;

/// <summary>Whole ranges of files: one call of the system may read less than was asked for.</summary>
internal static class FileRange
{
    public static void Read(SafeFileHandle file, long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int read = RandomAccess.Read(file, destination, offset);
            if (read == 0)
                throw new EndOfStreamException($"The file ends at byte {offset}, {destination.Length} bytes before the end of the blob.");
            destination = destination[read..];
            offset += read;
        }
    }
}
