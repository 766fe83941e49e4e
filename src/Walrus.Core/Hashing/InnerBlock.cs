using System.Runtime.CompilerServices;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Hashing;

/// <summary>The one block of an inner node's message: a byte 1 and two children of 32 bytes (data plane 5).</summary>
internal static unsafe class InnerBlock<TWord, TLanes>
    where TWord : unmanaged
    where TLanes : struct, ILanes<TWord>
{
    private const ulong Prefix = 0x01;
    private const ulong MessageSize = 1 + 2 * Bytes32.Length;

    /// <summary>Zeroes the words that no inner node reaches; <see cref="Hash"/> leaves them so.</summary>
    public static void ClearTails(TWord* message)
    {
        for (int word = 9; word < Compression<TWord, TLanes>.MessageWords; word++)
        {
            message[word] = TLanes.Broadcast(0);
            message[Compression<TWord, TLanes>.MessageWords + word] = TLanes.Broadcast(0);
        }
    }

    /// <summary>Hashes the two children of every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Hash(in Workspace<TWord> work, int groups)
    {
        for (int group = 0; group < groups; group++)
        {
            TWord* message = work.Message + group * Compression<TWord, TLanes>.MessageWords;
            TLanes.Load(work.Lefts + group * TLanes.Count, 0, message);
            TLanes.Load(work.Rights + group * TLanes.Count, 0, message + 4);
            Prepend(message);
            Compression<TWord, TLanes>.Begin(work.State + group * Compression<TWord, TLanes>.StateWords);
        }

        Compression<TWord, TLanes>.Compress(groups, work.State, work.Message, MessageSize, isLast: true);
    }

    /// <summary>Remembers the children of the last lane; parents may soon stand in their memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void KeepLast(in Workspace<TWord> work, int groups)
    {
        int last = groups * TLanes.Count - 1;
        Bytes32* previous = (Bytes32*)work.Previous;
        previous[0] = *(Bytes32*)work.Lefts[last];
        previous[1] = *(Bytes32*)work.Rights[last];
    }

    /// <summary>Whether all lanes have the children remembered: subtrees over padding are the same everywhere.</summary>
    public static bool Repeat(in Workspace<TWord> work, int groups)
    {
        Bytes32* previous = (Bytes32*)work.Previous;
        for (int lane = 0; lane < groups * TLanes.Count; lane++)
        {
            if (!previous[0].Equals(*(Bytes32*)work.Lefts[lane]) || !previous[1].Equals(*(Bytes32*)work.Rights[lane]))
                return false;
        }

        return true;
    }

    /// <summary>Puts the prefix before 64 bytes: every byte moves one place on, across words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prepend(TWord* message)
    {
        message[8] = TLanes.ShiftRight(message[7], 56);
        for (int word = 7; word > 0; word--)
            message[word] = TLanes.Xor(TLanes.ShiftLeft(message[word], 8), TLanes.ShiftRight(message[word - 1], 56));
        message[0] = TLanes.Xor(TLanes.ShiftLeft(message[0], 8), TLanes.Broadcast(Prefix));
    }
}
