using Walrus.Core.Identifiers;

namespace Walrus.Core.Hashing;

/// <summary>The one block of an inner node's message: a byte 1 and two children of 32 bytes (data plane 5).</summary>
internal static unsafe class InnerBlock<TWord, TLanes>
    where TWord : unmanaged
    where TLanes : ILanes<TWord>
{
    private const ulong Prefix = 0x01;
    private const ulong MessageSize = 1 + 2 * Bytes32.Length;

    /// <summary>Zeroes the words that no inner node reaches; <see cref="Hash"/> leaves them so.</summary>
    public static void ClearTail(TWord* message)
    {
        for (int word = 9; word < 16; word++)
            message[word] = TLanes.Broadcast(0);
    }

    /// <summary>Hashes the two children of every lane.</summary>
    public static void Hash(in Workspace<TWord> work)
    {
        TWord* message = work.Message;
        TLanes.Load(work.Lefts, 0, message);
        TLanes.Load(work.Rights, 0, message + 4);
        // The prefix moves every byte one place on, across words.
        message[8] = TLanes.ShiftRight(message[7], 56);
        for (int word = 7; word > 0; word--)
            message[word] = TLanes.Xor(TLanes.ShiftLeft(message[word], 8), TLanes.ShiftRight(message[word - 1], 56));
        message[0] = TLanes.Xor(TLanes.ShiftLeft(message[0], 8), TLanes.Broadcast(Prefix));
        Compression<TWord, TLanes>.Begin(work.State);
        Compression<TWord, TLanes>.Compress(work.State, message, MessageSize, isLast: true);
        TLanes.Store(work.State, work.Targets);
    }

    /// <summary>Remembers the children of the last lane; its memory may soon hold parents.</summary>
    public static void KeepLast(in Workspace<TWord> work)
    {
        int last = TLanes.Count - 1;
        Child(work.Lefts[last]).CopyTo(new Span<byte>(work.Previous, Bytes32.Length));
        Child(work.Rights[last]).CopyTo(new Span<byte>(work.Previous + Bytes32.Length, Bytes32.Length));
    }

    /// <summary>Whether all lanes have the children remembered: subtrees over padding are the same everywhere.</summary>
    public static bool RepeatsPrevious(in Workspace<TWord> work)
    {
        ReadOnlySpan<byte> left = Child(work.Previous);
        ReadOnlySpan<byte> right = Child(work.Previous + Bytes32.Length);
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            if (!left.SequenceEqual(Child(work.Lefts[lane])) || !right.SequenceEqual(Child(work.Rights[lane])))
                return false;
        }

        return true;
    }

    private static ReadOnlySpan<byte> Child(byte* start) => new(start, Bytes32.Length);
}
