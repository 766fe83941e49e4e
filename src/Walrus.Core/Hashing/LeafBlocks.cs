namespace Walrus.Core.Hashing;

/// <summary>
/// Reads the blocks of leaf messages: a zero byte and the symbol (data plane 5). The prefix shifts the message by a
/// byte, so block b is read where it stands, from one byte before the symbol's byte 128 b; that foreign byte and
/// the ones after the symbol's end are masked out.
/// </summary>
internal static unsafe class LeafBlocks<TWord, TLanes>
    where TWord : unmanaged
    where TLanes : ILanes<TWord>
{
    /// <summary>Works slices of the group's symbols into <paramref name="state"/>.</summary>
    /// <param name="work">Its left lanes point at the slices.</param>
    /// <param name="slices">All slices, to know what memory may be read.</param>
    /// <param name="state">The chaining values.</param>
    /// <param name="carry">The byte before each slice: 0, or the last byte of the slice before.</param>
    /// <param name="offset">Bytes of each symbol before the slice: a multiple of a block.</param>
    /// <param name="isFinal">Whether the slices end the symbols; otherwise they are whole blocks, and their last byte waits.</param>
    public static void Absorb(
        in Workspace<TWord> work, in SymbolBatch slices, TWord* state, TWord carry, ulong offset, bool isFinal)
    {
        int size = slices.SymbolSize;
        int blocks = size / Blake2bConstants.BlockSize + (isFinal ? 1 : 0);
        for (int block = 0; block < blocks; block++)
        {
            int start = block * Blake2bConstants.BlockSize;
            bool isLast = isFinal && block == blocks - 1;
            int bytes = isLast ? size - start + 1 : Blake2bConstants.BlockSize;
            Load(work, slices, start - 1, bytes);
            if (block == 0)
                work.Message[0] = TLanes.Xor(TLanes.And(work.Message[0], TLanes.Broadcast(~0xfful)), carry);
            Compression<TWord, TLanes>.Compress(state, work.Message, offset + (ulong)(start + bytes), isLast);
        }
    }

    /// <summary>Fills the message with <paramref name="bytes"/> bytes of every lane from <paramref name="position"/>, and with zeros.</summary>
    private static void Load(in Workspace<TWord> work, in SymbolBatch slices, int position, int bytes)
    {
        int quads = (bytes + 31) / 32;
        byte** lanes = work.Lefts;
        if (!AreReadable(lanes, slices, position, quads * 32))
        {
            CopyToEdges(work, position, bytes);
            lanes = work.EdgeLanes;
            position = 0;
        }

        for (int quad = 0; quad < quads; quad++)
            TLanes.Load(lanes, position + quad * 32, work.Message + quad * 4);
        if (bytes < Blake2bConstants.BlockSize)
            ClearAfter(work.Message, bytes);
    }

    private static bool AreReadable(byte** lanes, in SymbolBatch slices, int position, int size)
    {
        bool readable = true;
        for (int lane = 0; lane < TLanes.Count; lane++)
            readable &= slices.IsReadable(lanes[lane] + position, size);
        return readable;
    }

    private static void CopyToEdges(in Workspace<TWord> work, int position, int bytes)
    {
        int skip = position < 0 ? 1 : 0;
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            byte* edge = work.Edges + lane * Blake2bConstants.BlockSize;
            work.EdgeLanes[lane] = edge;
            new ReadOnlySpan<byte>(work.Lefts[lane] + position + skip, bytes - skip).CopyTo(new Span<byte>(edge + skip, bytes - skip));
        }
    }

    private static void ClearAfter(TWord* message, int bytes)
    {
        int word = bytes / sizeof(ulong);
        int bits = bytes % sizeof(ulong) * 8;
        if (bits != 0)
        {
            message[word] = TLanes.And(message[word], TLanes.Broadcast((1ul << bits) - 1));
            word++;
        }

        for (; word < 16; word++)
            message[word] = TLanes.Broadcast(0);
    }
}
