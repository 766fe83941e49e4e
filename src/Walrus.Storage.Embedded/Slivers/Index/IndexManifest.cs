using System.Buffers.Binary;

namespace Walrus.Storage.Slivers.Index;

/// <summary>
/// Verifies the list of files of a RocksDB database before the database reads it: one flipped bit in the kind of a record makes one of a
/// kind that a manifest never has, and on that the database would look for the next record for ever.
/// </summary>
internal static class IndexManifest
{
    private const int BlockLength = 32 << 10;
    private const int HeaderLength = 7;
    private const int KindOffset = 6;

    // Whole records, and the first, middle and last parts of those that reach over the end of a block.
    private const int KindMax = 4;

    /// <summary>Verifies every manifest in a folder; there is none in a new one.</summary>
    /// <exception cref="IndexFailedException">A record is damaged.</exception>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public static void Verify(string folder)
    {
        byte[] block = new byte[BlockLength];
        foreach (string path in Directory.EnumerateFiles(folder, "MANIFEST-*"))
        {
            using FileStream file = File.OpenRead(path);
            while (file.ReadAtLeast(block, BlockLength, throwOnEndOfStream: false) is > 0 and int read)
            {
                if (!Holds(block.AsSpan(0, read)))
                    throw new IndexFailedException($"{path} is damaged.");
            }
        }
    }

    /// <summary>Whether every record of a block has its checksum; a part that is missing at the end of the file was not written whole.</summary>
    private static bool Holds(ReadOnlySpan<byte> block)
    {
        while (block.Length >= HeaderLength)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(block[4..]);
            byte kind = block[KindOffset];
            bool isPadding = kind == 0 && length == 0;
            if (isPadding || block.Length < HeaderLength + length)
                return true;
            ReadOnlySpan<byte> covered = block[KindOffset..(HeaderLength + length)];
            if (kind is 0 or > KindMax || BinaryPrimitives.ReadUInt32LittleEndian(block) != Mask(Checksum.Of(covered)))
                return false;
            block = block[(HeaderLength + length)..];
        }

        return true;
    }

    /// <summary>How RocksDB writes a checksum down.</summary>
    private static uint Mask(uint checksum) => ((checksum >> 15) | (checksum << 17)) + 0xa282ead8;
}
