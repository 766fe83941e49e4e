namespace Walrus.Core.Hashing;

/// <summary>Where the states of a number of messages lie, whatever the width of the processor's lanes.</summary>
internal static class LeafStateLayout
{
    /// <summary>Bytes of one message's chaining words.</summary>
    public const int WordsSize = 64;

    private const int MostLanes = 8;

    /// <summary>Most messages whose states fit a span.</summary>
    public const int MaxCount = int.MaxValue / (WordsSize + 1) - MostLanes;

    /// <summary>Bytes before the last bytes.</summary>
    public static int LastBytesOffset(int count) => Padded(count) * WordsSize;

    /// <summary>Bytes in all.</summary>
    public static int Size(int count) => Padded(count) * (WordsSize + 1);

    private static int Padded(int count) => (count + MostLanes - 1) / MostLanes * MostLanes;
}
