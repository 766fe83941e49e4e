namespace Walrus.Core.Hashing;

/// <summary>
/// What is kept of one group of messages between slices: eight chaining words, and the byte of each message that
/// begins its next block. The words of all groups come first, then the bytes.
/// </summary>
internal readonly unsafe struct LeafStateGroup<TWord, TLanes>
    where TWord : unmanaged
    where TLanes : ILanes<TWord>
{
    private readonly byte* _lastBytes;

    /// <summary>The group that begins with message <paramref name="first"/>.</summary>
    public LeafStateGroup(byte* states, int count, int first)
    {
        State = (TWord*)(states + (nint)first * LeafStateLayout.WordsSize);
        _lastBytes = states + LeafStateLayout.LastBytesOffset(count) + first;
    }

    /// <summary>The chaining words.</summary>
    public TWord* State { get; }

    /// <summary>The bytes kept, one a lane.</summary>
    public TWord Carry
    {
        get
        {
            TWord carry = TLanes.Broadcast(0);
            for (int lane = 0; lane < TLanes.Count; lane++)
                ((ulong*)&carry)[lane] = _lastBytes[lane];
            return carry;
        }
    }

    /// <summary>Before the first slice: the prefix of a leaf is all there is.</summary>
    public void Begin()
    {
        Compression<TWord, TLanes>.Begin(State);
        new Span<byte>(_lastBytes, TLanes.Count).Clear();
    }

    /// <summary>Keeps the last byte of every slice.</summary>
    public void KeepLastBytes(byte** slices, int sliceSize)
    {
        for (int lane = 0; lane < TLanes.Count; lane++)
            _lastBytes[lane] = slices[lane][sliceSize - 1];
    }
}

/// <summary>Where the states of a number of messages lie, whatever the width of the processor's lanes.</summary>
internal static class LeafStateLayout
{
    /// <summary>Bytes of one message's chaining words.</summary>
    public const int WordsSize = 64;

    private const int MostLanes = 8;

    /// <summary>Bytes before the last bytes.</summary>
    public static int LastBytesOffset(int count) => Padded(count) * WordsSize;

    /// <summary>Bytes in all.</summary>
    public static int Size(int count) => Padded(count) * (WordsSize + 1);

    private static int Padded(int count) => (count + MostLanes - 1) / MostLanes * MostLanes;
}
