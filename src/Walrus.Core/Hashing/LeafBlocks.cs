using System.Runtime.CompilerServices;

namespace Walrus.Core.Hashing;

/// <summary>
/// Reads the blocks of leaf messages: a zero byte and the symbol (data plane 5). The prefix shifts the message by a
/// byte, so block b is read where it stands, from one byte before the symbol's byte 128 b; that foreign byte and
/// the ones after the symbol's end are masked out.
/// </summary>
internal static unsafe class LeafBlocks<TWord, TLanes>
    where TWord : unmanaged
    where TLanes : struct, ILanes<TWord>
{
    private const int BlockSize = Blake2bConstants.BlockSize;
    private const int QuadSize = 32;

    /// <summary>Works slices of the groups' symbols into <paramref name="state"/>.</summary>
    /// <param name="work">Its left lanes point at the slices; its carry is the byte before each slice.</param>
    /// <param name="groups">One or two.</param>
    /// <param name="slices">All slices, to know what memory may be read.</param>
    /// <param name="state">The chaining values.</param>
    /// <param name="offset">Bytes of each symbol before the slice: a multiple of a block.</param>
    /// <param name="isFinal">Whether the slices end the symbols; otherwise they are whole blocks, and their last byte waits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Absorb(
        in Workspace<TWord> work, int groups, in SymbolBatch slices, TWord* state, ulong offset, bool isFinal)
    {
        int size = slices.SymbolSize;
        int blocks = size / BlockSize + (isFinal ? 1 : 0);
        for (int block = 0; block < blocks; block++)
        {
            int start = block * BlockSize;
            bool isLast = isFinal && block == blocks - 1;
            int bytes = isLast ? size - start + 1 : BlockSize;
            for (int group = 0; group < groups; group++)
                Load(work, group, slices, start - 1, bytes);
            Compression<TWord, TLanes>.Compress(groups, state, work.Message, offset + (ulong)(start + bytes), isLast);
        }
    }

    /// <summary>Whether every symbol of the groups equals <paramref name="previous"/>, as the padding of small blobs does.</summary>
    public static bool Repeat(in Workspace<TWord> work, int groups, in SymbolBatch symbols, byte* previous)
    {
        ReadOnlySpan<byte> symbol = new(previous, symbols.SymbolSize);
        for (int lane = 0; lane < groups * TLanes.Count; lane++)
        {
            if (!symbol.SequenceEqual(new ReadOnlySpan<byte>(work.Lefts[lane], symbols.SymbolSize)))
                return false;
        }

        return true;
    }

    /// <summary>Fills a group's message with <paramref name="bytes"/> bytes of every lane from <paramref name="position"/>, and with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(in Workspace<TWord> work, int group, in SymbolBatch slices, int position, int bytes)
    {
        TWord* message = work.Message + group * Compression<TWord, TLanes>.MessageWords;
        byte** lanes = work.Lefts + group * TLanes.Count;
        bool isFirst = position < 0;
        int quads = (bytes + QuadSize - 1) / QuadSize;
        if (!slices.AreReadable(lanes[0], lanes[TLanes.Count - 1], position, quads * QuadSize))
        {
            CopyToEdges(work, lanes, position, bytes);
            lanes = work.EdgeLanes;
            position = 0;
        }

        for (int quad = 0; quad < quads; quad++)
            TLanes.Load(lanes, position + quad * QuadSize, message + quad * 4);
        if (bytes < BlockSize)
            ClearAfter(message, bytes);
        if (isFirst)
            message[0] = TLanes.Xor(TLanes.And(message[0], TLanes.Broadcast(~0xfful)), work.Carry[group]);
    }

    private static void CopyToEdges(in Workspace<TWord> work, byte** lanes, int position, int bytes)
    {
        int skip = position < 0 ? 1 : 0;
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            byte* edge = work.Edges + lane * BlockSize;
            work.EdgeLanes[lane] = edge;
            new ReadOnlySpan<byte>(lanes[lane] + position + skip, bytes - skip).CopyTo(new Span<byte>(edge + skip, bytes - skip));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ClearAfter(TWord* message, int bytes)
    {
        int word = bytes / sizeof(ulong);
        int bits = bytes % sizeof(ulong) * 8;
        if (bits != 0)
        {
            message[word] = TLanes.And(message[word], TLanes.Broadcast((1ul << bits) - 1));
            word++;
        }

        for (; word < Compression<TWord, TLanes>.MessageWords; word++)
            message[word] = TLanes.Broadcast(0);
    }
}
