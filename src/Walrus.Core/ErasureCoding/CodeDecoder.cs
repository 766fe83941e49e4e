using System.Numerics;

namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Missing source symbols from exactly k received symbols (data plane 4.6), for as many code words at once as a layout packs. One
/// thread at a time; threads share the <see cref="ErasurePattern"/>.
/// </summary>
/// <remarks>
/// The transform over the whole domain is one over each of its blocks, and butterflies of whole blocks above. As the derivative is
/// linear, those collapse: on block i it is the derivative of the block itself plus B_j / (i ^ j) for every other block j, where B_j
/// are the coefficients of block j alone. A multiple of B_i may be left out, as its values are zero wherever a source is missing.
/// So blocks in which nothing was received cost nothing, nor do those in which nothing is missing afterwards.
/// </remarks>
internal sealed unsafe class CodeDecoder : IDisposable
{
    private readonly ErasurePattern _pattern;
    private readonly TransformEngine _engine;
    private readonly NativeMemoryBlock _memory;
    private readonly int _stride;

    /// <summary>For symbols that need no larger a layout than <paramref name="largest"/>.</summary>
    public CodeDecoder(ErasurePattern pattern, PlaneLayout largest)
    {
        _pattern = pattern;
        _engine = pattern.Engine;
        _stride = largest.Stride;
        Layout = largest;
        _memory = NativePool.Rent(((pattern.Missing.Length + 1L) * pattern.BlockSize + 1) * largest.Stride);
    }

    /// <summary>The layout of what was decoded last.</summary>
    public PlaneLayout Layout { get; private set; }

    /// <summary>Takes in all received symbols, which are asked for by their code index.</summary>
    public void Decode<TSymbols>(TSymbols symbols) where TSymbols : struct, ISourceSymbols
    {
        Layout = new PlaneLayout(symbols.Size / 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Layout.Stride, _stride, nameof(symbols));
        if (_pattern.Missing.Length == 0)
            return;
        for (int j = 0; j < _pattern.Received.Length; j++)
        {
            PatternBlock block = _pattern.Received[j];
            Absorb(symbols, block);
            for (int i = 0; i < _pattern.Missing.Length; i++)
            {
                int difference = block.Number ^ _pattern.Missing[i].Number;
                if (difference == 0)
                    AddDerivative(Sum(i), isFirst: j == 0);
                else
                    AddScaled(Sum(i), difference, isFirst: j == 0);
            }
        }

        for (int i = 0; i < _pattern.Missing.Length; i++)
        {
            PatternBlock block = _pattern.Missing[i];
            _engine.Evaluate(Sum(i), Sum(i), Layout, _pattern.BlockSize, block.First, block.End, block.Number * _pattern.BlockSize);
        }
    }

    /// <summary>Planes of a missing source, valid until the next is asked for.</summary>
    public byte* Symbol(int missing)
    {
        byte* symbol = Sum(_pattern.Missing.Length + 1);
        _engine.Scale(_memory.Address + (nint)_pattern.PlaceOf(missing) * Layout.Stride, symbol, Layout, count: 1, _pattern.TableOf(missing));
        // The tables lie in the pattern.
        GC.KeepAlive(_pattern);
        return symbol;
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    // Sums, one for each block with missing sources; then the block that is being taken in; then a single position.
    private byte* Sum(int index) => _memory.Address + (nint)index * _pattern.BlockSize * Layout.Stride;

    private byte* Block => Sum(_pattern.Missing.Length);

    private void Absorb<TSymbols>(TSymbols symbols, PatternBlock block) where TSymbols : struct, ISourceSymbols
    {
        int delta = block.Number * _pattern.BlockSize;
        byte* planes = Block;
        for (int i = 0; i < _pattern.BlockSize; i++, planes += Layout.Stride)
        {
            int symbol = _pattern.ReceivedAt(delta + i);
            if (symbol < 0)
            {
                new Span<byte>(planes, 2 * Layout.Values).Clear();
                continue;
            }

            symbols.Pack(symbol, planes, planes + Layout.Values);
            _engine.Scale(planes, planes, Layout, count: 1, _pattern.TableOf(symbol));
        }

        _engine.Interpolate(Block, Layout, _pattern.BlockSize, block.First, block.End, delta);
    }

    private void AddScaled(byte* sum, int difference, bool isFirst)
    {
        if (isFirst)
            _engine.Scale(Block, sum, Layout, _pattern.BlockSize, _pattern.TableOfDifference(difference));
        else
            _engine.AddScaled(Block, sum, Layout, _pattern.BlockSize, _pattern.TableOfDifference(difference));
    }

    // The constants of the formal derivative in the basis of the transform are all 1.
    private void AddDerivative(byte* sum, bool isFirst)
    {
        if (isFirst)
            new Span<byte>(sum, _pattern.BlockSize * Layout.Stride).Clear();
        for (int i = 1; i < _pattern.BlockSize; i++)
        {
            int width = 1 << BitOperations.TrailingZeroCount(i);
            _engine.Add(Block + (nint)i * Layout.Stride, sum + (nint)(i - width) * Layout.Stride, Layout, width);
        }
    }
}
