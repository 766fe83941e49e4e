using System.Runtime.CompilerServices;

namespace Walrus.Core.Hashing;

/// <summary>
/// What is kept of one group of messages between slices: eight chaining words, and the byte of each message that
/// begins its next block. The words of all groups come first, then the bytes.
/// </summary>
internal readonly unsafe struct LeafStateGroup<TWord, TLanes>
    where TWord : unmanaged
    where TLanes : struct, ILanes<TWord>
{
    private readonly TWord* _words;
    private readonly byte* _lastBytes;

    /// <summary>The group number <paramref name="group"/> after message <paramref name="first"/>.</summary>
    public LeafStateGroup(byte* states, int count, int first, int group)
    {
        first += group * TLanes.Count;
        _words = (TWord*)(states + (nint)first * LeafStateLayout.WordsSize);
        _lastBytes = states + LeafStateLayout.LastBytesOffset(count) + first;
    }

    /// <summary>Sets up a group before its first byte: nothing but the prefix of a leaf, a zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Begin(in Workspace<TWord> work, int group)
    {
        Compression<TWord, TLanes>.Begin(work.State + group * Compression<TWord, TLanes>.StateWords);
        work.Carry[group] = TLanes.Broadcast(0);
    }

    /// <summary>Sets up a group as it was kept.</summary>
    public void Restore(in Workspace<TWord> work, int group)
    {
        TWord* state = work.State + group * Compression<TWord, TLanes>.StateWords;
        for (int word = 0; word < Compression<TWord, TLanes>.StateWords; word++)
            state[word] = _words[word];
        ulong* carry = (ulong*)(work.Carry + group);
        for (int lane = 0; lane < TLanes.Count; lane++)
            carry[lane] = _lastBytes[lane];
    }

    /// <summary>Keeps a group after slices of <paramref name="sliceSize"/> bytes.</summary>
    public void Keep(in Workspace<TWord> work, int group, int sliceSize)
    {
        TWord* state = work.State + group * Compression<TWord, TLanes>.StateWords;
        for (int word = 0; word < Compression<TWord, TLanes>.StateWords; word++)
            _words[word] = state[word];
        byte** slices = work.Lefts + group * TLanes.Count;
        for (int lane = 0; lane < TLanes.Count; lane++)
            _lastBytes[lane] = slices[lane][sliceSize - 1];
    }
}
