namespace Walrus.Core.Slivers;

/// <summary>Slivers of one axis, one at a time.</summary>
internal interface ISliverLines
{
    /// <summary>The data of sliver <paramref name="line"/>; <paramref name="scratch"/>, as long as they are, may be used to hold them.</summary>
    ReadOnlySpan<byte> Read(int line, Span<byte> scratch);
}

/// <summary>Slivers in memory.</summary>
internal sealed class SliverLines(Sliver[] slivers) : ISliverLines
{
    public ReadOnlySpan<byte> Read(int line, Span<byte> scratch) => slivers[line].Data.Span;
}
