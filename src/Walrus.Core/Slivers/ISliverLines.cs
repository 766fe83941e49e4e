namespace Walrus.Core.Slivers;

/// <summary>Slivers of one axis, read symbol by symbol.</summary>
internal interface ISliverLines
{
    /// <summary>Reads on from byte <paramref name="offset"/> of a symbol of sliver <paramref name="line"/>.</summary>
    void Read(int line, int symbol, int offset, Span<byte> destination);
}

/// <summary>Slivers in memory.</summary>
internal sealed class SliverLines(Sliver[] slivers) : ISliverLines
{
    public void Read(int line, int symbol, int offset, Span<byte> destination) =>
        slivers[line].Data.Span.Slice(symbol * slivers[line].SymbolSize + offset, destination.Length).CopyTo(destination);
}
