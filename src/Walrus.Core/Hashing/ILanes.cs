namespace Walrus.Core.Hashing;

/// <summary>
/// Word arithmetic on several independent messages side by side: a <typeparamref name="TWord"/> holds the same
/// 64-bit word of every message, one message a lane. The one text of the compression serves every width.
/// </summary>
internal unsafe interface ILanes<TWord> where TWord : unmanaged
{
    /// <summary>How many messages a word holds.</summary>
    static abstract int Count { get; }

    /// <summary>Whether two groups at once are quicker than one after the other.</summary>
    static abstract bool GainsFromPairs { get; }

    /// <summary>Whether there are registers for the 32 words of the working state of two groups.</summary>
    static abstract bool HasRegistersForPairs { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TWord Broadcast(ulong value);

    /// <summary>Sum modulo 2^64.</summary>
    static abstract TWord Add(TWord x, TWord y);

    /// <summary>Exclusive or.</summary>
    static abstract TWord Xor(TWord x, TWord y);

    /// <summary>Bitwise and.</summary>
    static abstract TWord And(TWord x, TWord y);

    /// <summary>Logical shift towards the more significant bits.</summary>
    static abstract TWord ShiftLeft(TWord x, int bits);

    /// <summary>Logical shift towards the less significant bits.</summary>
    static abstract TWord ShiftRight(TWord x, int bits);

    /// <summary>Rotation by 32 bits.</summary>
    static abstract TWord Rotate32(TWord x);

    /// <summary>Rotation by 24 bits towards the less significant ones.</summary>
    static abstract TWord Rotate24(TWord x);

    /// <summary>Rotation by 16 bits towards the less significant ones.</summary>
    static abstract TWord Rotate16(TWord x);

    /// <summary>Rotation by 63 bits towards the less significant ones.</summary>
    static abstract TWord Rotate63(TWord x);

    /// <summary>Reads 32 bytes at <paramref name="offset"/> of every lane as four words.</summary>
    static abstract void Load(byte** lanes, nint offset, TWord* words);

    /// <summary>Writes four words as 32 bytes of every lane.</summary>
    static abstract void Store(TWord* words, byte** lanes);
}
