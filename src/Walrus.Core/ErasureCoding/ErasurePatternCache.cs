namespace Walrus.Core.ErasureCoding;

/// <summary>
/// The erasure patterns used last. Slivers of many blobs are recovered from the same nodes one after another, and preparing a pattern
/// costs more than decoding a short sliver.
/// </summary>
internal static class ErasurePatternCache
{
    /// <summary>How many patterns are kept; one takes up to 300 KB.</summary>
    public const int Capacity = 16;

    private static readonly LinkedList<(int[] Received, ErasurePattern Pattern)> Recent = new();
    private static readonly Lock Gate = new();

    /// <summary>The pattern of exactly k distinct code indices, in any order.</summary>
    public static ErasurePattern Get(CodeShape shape, int[] received)
    {
        int[] sorted = [.. received];
        Array.Sort(sorted);
        if (Find(shape, sorted) is { } known)
            return known;
        ErasurePattern pattern = new(shape, sorted, TransformEngine.Best);
        lock (Gate)
        {
            Recent.AddFirst((sorted, pattern));
            if (Recent.Count > Capacity)
                Recent.RemoveLast();
        }

        return pattern;
    }

    private static ErasurePattern? Find(CodeShape shape, int[] sorted)
    {
        lock (Gate)
        {
            for (LinkedListNode<(int[] Received, ErasurePattern Pattern)>? node = Recent.First; node is not null; node = node.Next)
            {
                ErasurePattern pattern = node.Value.Pattern;
                if (pattern.Shape.Sources != shape.Sources || pattern.Shape.Recoveries != shape.Recoveries
                    || !node.Value.Received.AsSpan().SequenceEqual(sorted))
                {
                    continue;
                }

                Recent.Remove(node);
                Recent.AddFirst(node);
                return pattern;
            }
        }

        return null;
    }
}
