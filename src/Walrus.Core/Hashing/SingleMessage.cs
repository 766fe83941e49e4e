using System.Runtime.InteropServices;

namespace Walrus.Core.Hashing;

/// <summary>The steps of hashing one message.</summary>
internal static unsafe class SingleMessage
{
    /// <summary>Sets the chaining value before the first block.</summary>
    public static void Begin(Span<ulong> state)
    {
        fixed (ulong* words = state)
            Compression<ulong, ScalarLanes>.Begin(words);
    }

    /// <summary>Bytes of a message before its last block, which holds 1 to 128 bytes unless the message is empty.</summary>
    public static int WholeBlocks(int length) =>
        length == 0 ? 0 : (length - 1) / Blake2bConstants.BlockSize * Blake2bConstants.BlockSize;

    /// <summary>Works whole blocks, none of them the last, into <paramref name="state"/>.</summary>
    /// <param name="state">The chaining value.</param>
    /// <param name="blocks">A multiple of 128 bytes.</param>
    /// <param name="offset">Bytes of the message before them.</param>
    public static void Absorb(Span<ulong> state, ReadOnlySpan<byte> blocks, ulong offset)
    {
        fixed (ulong* words = state)
        fixed (byte* message = blocks)
        {
            for (int start = 0; start < blocks.Length; start += Blake2bConstants.BlockSize)
            {
                ulong counter = offset + (ulong)(start + Blake2bConstants.BlockSize);
                Compression<ulong, ScalarLanes>.Compress(1, words, (ulong*)(message + start), counter, isLast: false);
            }
        }
    }

    /// <summary>Works the last block into <paramref name="state"/>, whose first four words are then the digest.</summary>
    /// <param name="state">The chaining value.</param>
    /// <param name="tail">The last 0 to 128 bytes.</param>
    /// <param name="length">Bytes of the whole message.</param>
    public static void Finish(Span<ulong> state, ReadOnlySpan<byte> tail, ulong length)
    {
        Span<ulong> block = stackalloc ulong[16];
        tail.CopyTo(MemoryMarshal.AsBytes(block));
        fixed (ulong* words = state, message = block)
            Compression<ulong, ScalarLanes>.Compress(1, words, message, length, isLast: true);
    }
}
