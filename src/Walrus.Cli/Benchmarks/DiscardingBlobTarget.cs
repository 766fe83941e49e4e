using System.Buffers;
using Walrus.Core.Encoding;

namespace Walrus.Cli.Benchmarks;

/// <summary>Takes a decoded blob and forgets it, comparing it with what was encoded when asked to.</summary>
/// <param name="source">What was encoded.</param>
internal sealed class DiscardingBlobTarget(IBlobSource source) : IBlobTarget
{
    /// <summary>Whether what is written is compared with the source.</summary>
    public bool Compares { get; set; }

    /// <inheritdoc/>
    public long Length => source.Length;

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination) => source.Read(offset, destination);

    /// <inheritdoc/>
    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (!Compares)
            return;
        byte[] expected = ArrayPool<byte>.Shared.Rent(bytes.Length);
        source.Read(offset, expected.AsSpan(0, bytes.Length));
        bool isEqual = bytes.SequenceEqual(expected.AsSpan(0, bytes.Length));
        ArrayPool<byte>.Shared.Return(expected);
        if (!isEqual)
            throw new CommandFailedException($"The blob was not decoded correctly at byte {offset}.", "Check the memory of this machine.");
    }
}
