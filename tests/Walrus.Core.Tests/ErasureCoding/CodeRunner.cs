using Walrus.Core.ErasureCoding;

namespace Walrus.Core.Tests.ErasureCoding;

/// <summary>Runs the transforms on symbols in arrays; the bytes around them must stay as they are.</summary>
internal static unsafe class CodeRunner
{
    /// <summary>All symbols from sources that each hold the symbols of several lines.</summary>
    public static byte[][] Encode(TransformEngine engine, CodeShape shape, byte[][] sources, int lines)
    {
        int size = sources[0].Length / lines;
        using CodeEncoder encoder = new(shape, new PlaneLayout(sources[0].Length / 2), engine);
        byte[][] symbols = [.. sources, .. Enumerable.Range(0, shape.Recoveries).Select(_ => new byte[sources[0].Length])];
        encoder.Absorb(new ArraySymbols(symbols, size, lines, encoder.Layout));

        for (int chunk = 0; chunk < encoder.RecoveryChunks; chunk++)
        {
            (int first, int end) = encoder.RecoveriesOf(chunk);
            byte* planes = encoder.Produce(chunk);
            for (int i = first; i < end; i++)
                Unpack(planes + (nint)(i - first) * encoder.Layout.Stride, encoder.Layout, symbols[shape.Sources + i], size, lines);
        }

        return symbols;
    }

    public static void CheckDecoding(TransformEngine engine, CodeShape shape, byte[][] symbols, int[] received)
    {
        int size = symbols[0].Length;
        ErasurePattern pattern = new(shape, received, engine);
        using CodeDecoder decoder = new(pattern, new PlaneLayout(size / 2));
        Assert.Equal(Enumerable.Range(0, shape.Sources).Except(received), pattern.MissingSources);
        for (int round = 0; round < 2; round++)
        {
            decoder.Decode(new ArraySymbols(symbols, size, 1, decoder.Layout));
            foreach (int index in pattern.MissingSources)
            {
                byte[] decoded = new byte[size];
                Unpack(decoder.Symbol(index), decoder.Layout, decoded, size, 1);
                Assert.Equal(symbols[index], decoded);
            }
        }
    }

    /// <summary>Packs sources from arrays.</summary>
    private readonly struct ArraySymbols(byte[][] symbols, int size, int lines, PlaneLayout layout) : ISourceSymbols
    {
        public int Size => size * lines;

        public void Pack(int symbol, byte* low, byte* high) => CodeRunner.Pack(symbols[symbol], size, lines, low, layout);
    }

    private static void Pack(byte[] symbols, int size, int lines, byte* planes, PlaneLayout layout)
    {
        int used = size / 2 * lines;
        new Span<byte>(planes, 2 * layout.Values).Fill(0xee);
        fixed (byte* bytes = symbols)
            SymbolPacker.Pack(bytes, size, size, lines, planes, planes + layout.Values);
        Assert.False(new Span<byte>(planes + used, layout.Values - used).ContainsAnyExcept((byte)0xee));
        Assert.False(new Span<byte>(planes + layout.Values + used, layout.Values - used).ContainsAnyExcept((byte)0xee));
    }

    private static void Unpack(byte* planes, PlaneLayout layout, byte[] symbols, int size, int lines)
    {
        byte[] guarded = new byte[symbols.Length + 128];
        guarded.AsSpan().Fill(0xee);
        fixed (byte* bytes = guarded)
            SymbolPacker.Unpack(planes, planes + layout.Values, bytes + 64, size, size, lines);
        guarded.AsSpan(64, symbols.Length).CopyTo(symbols);
        Assert.False(guarded.AsSpan(0, 64).ContainsAnyExcept((byte)0xee));
        Assert.False(guarded.AsSpan(64 + symbols.Length).ContainsAnyExcept((byte)0xee));
    }
}
