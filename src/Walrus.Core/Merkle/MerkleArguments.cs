using Walrus.Core.Identifiers;

namespace Walrus.Core.Merkle;

/// <summary>Guards of spans that hold nodes or symbols: what is read and written must lie within.</summary>
internal static class MerkleArguments
{
    /// <summary>Requires a whole number of nodes, and gives it.</summary>
    public static int RequireNodes(ReadOnlySpan<byte> nodes)
    {
        if (nodes.Length % Bytes32.Length != 0)
            throw new ArgumentException($"{nodes.Length} bytes are no whole number of nodes of {Bytes32.Length}.", nameof(nodes));
        return nodes.Length / Bytes32.Length;
    }

    /// <summary>Requires a whole number of pairs of nodes, and gives it.</summary>
    public static int RequirePairs(ReadOnlySpan<byte> pairs)
    {
        if (pairs.Length % (2 * Bytes32.Length) != 0)
            throw new ArgumentException($"{pairs.Length} bytes are no whole number of pairs of nodes.", nameof(pairs));
        return pairs.Length / (2 * Bytes32.Length);
    }

    /// <summary>Requires room for <paramref name="count"/> nodes.</summary>
    public static void RequireNodes(ReadOnlySpan<byte> nodes, int count, string name)
    {
        if (nodes.Length < (long)count * Bytes32.Length)
            throw new ArgumentException($"{nodes.Length} bytes hold no {count} nodes of {Bytes32.Length}.", name);
    }

    /// <summary>Requires <paramref name="count"/> symbols at a stride.</summary>
    public static void RequireStrided(ReadOnlySpan<byte> symbols, int symbolSize, int stride, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(symbolSize);
        ArgumentOutOfRangeException.ThrowIfNegative(stride);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > 0 && (long)(count - 1) * stride + symbolSize > symbols.Length)
        {
            throw new ArgumentException(
                $"{symbols.Length} bytes hold no {count} symbols of {symbolSize} bytes, {stride} bytes apart.", nameof(symbols));
        }
    }
}
