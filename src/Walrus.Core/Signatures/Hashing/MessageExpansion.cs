using System.Security.Cryptography;

namespace Walrus.Core.Signatures.Hashing;

/// <summary>expand_message_xmd with SHA-256 (RFC 9380, 5.3.1).</summary>
internal static class MessageExpansion
{
    private const int DigestLength = SHA256.HashSizeInBytes, BlockLength = 64;

    /// <summary>Fills <paramref name="output"/>, at most 8160 bytes, with bytes that depend on the message and the tag alone.</summary>
    /// <param name="message">What is hashed.</param>
    /// <param name="tag">Domain separation tag, at most 255 bytes.</param>
    /// <param name="output">Where the bytes go.</param>
    public static void Expand(ReadOnlySpan<byte> message, ReadOnlySpan<byte> tag, Span<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(output.Length, 255 * DigestLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tag.Length, byte.MaxValue);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> seed = stackalloc byte[DigestLength];
        Span<byte> block = stackalloc byte[DigestLength];
        hash.AppendData(stackalloc byte[BlockLength]);
        hash.AppendData(message);
        hash.AppendData([(byte)(output.Length >> 8), (byte)output.Length, 0]);
        Finish(hash, tag, seed);
        block.Clear();
        for (int i = 1; !output.IsEmpty; i++)
        {
            for (int j = 0; j < DigestLength; j++)
                block[j] ^= seed[j];
            hash.AppendData(block);
            hash.AppendData([(byte)i]);
            Finish(hash, tag, block);
            int length = Math.Min(DigestLength, output.Length);
            block[..length].CopyTo(output);
            output = output[length..];
        }
    }

    private static void Finish(IncrementalHash hash, ReadOnlySpan<byte> tag, Span<byte> digest)
    {
        hash.AppendData(tag);
        hash.AppendData([(byte)tag.Length]);
        hash.GetHashAndReset(digest);
    }
}
