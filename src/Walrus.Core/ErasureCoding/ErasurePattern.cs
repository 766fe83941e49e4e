using System.Runtime.InteropServices;

namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Everything about decoding that depends only on which symbols were received: where they lie and the tables of their factors.
/// Immutable, shared by threads.
/// </summary>
internal sealed unsafe class ErasurePattern
{
    // Pinned, so that kernels can point into it: a table for each symbol received, each missing, and each difference of blocks.
    private readonly byte[] _tables;
    private readonly int[] _tableOfSymbol;
    private readonly int[] _tableOfDifference;
    private readonly int[] _symbolAt;
    private readonly int[] _placeOfMissing;

    /// <summary>For exactly k distinct code indices, in any order.</summary>
    public ErasurePattern(CodeShape shape, ReadOnlySpan<int> received, TransformEngine engine)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(received.Length, shape.Sources);
        Shape = shape;
        Engine = engine;
        MissingSources = FindMissing(shape, received);
        ErasureLocator locator = new(shape, received);
        DomainSize = locator.DomainSize;
        BlockSize = Math.Max(shape.ChunkSize, DomainSize / 4);
        int blocks = DomainSize / BlockSize;
        _tables = GC.AllocateUninitializedArray<byte>((received.Length + MissingSources.Length + blocks) * engine.TableSize, pinned: true);
        _tableOfSymbol = new int[shape.Symbols];
        _tableOfDifference = new int[blocks];
        _symbolAt = new int[DomainSize];
        _symbolAt.AsSpan().Fill(-1);
        int next = 0;
        foreach (int index in received)
        {
            _symbolAt[shape.Position(index)] = index;
            _tableOfSymbol[index] = Write(locator.FactorBefore(shape.Position(index)), ref next);
        }

        foreach (int index in MissingSources)
            _tableOfSymbol[index] = Write(locator.FactorAfter(shape.Position(index)), ref next);
        for (int difference = 1; difference < blocks; difference++)
            _tableOfDifference[difference] = Write(CantorField.Divide(1, (ushort)difference), ref next);
        Received = BlocksOf(received);
        Missing = BlocksOf(MissingSources);
        _placeOfMissing = new int[shape.Sources];
        foreach (int index in MissingSources)
        {
            int block = shape.Position(index) / BlockSize;
            _placeOfMissing[index] = shape.Position(index) + (Array.FindIndex(Missing, missing => missing.Number == block) - block) * BlockSize;
        }
    }

    public CodeShape Shape { get; }

    public TransformEngine Engine { get; }

    /// <summary>Positions of the whole transform.</summary>
    public int DomainSize { get; }

    /// <summary>Positions of a block, a power of two: of the at most four blocks each is transformed by itself.</summary>
    public int BlockSize { get; }

    /// <summary>Code indices of the sources that were not received, increasing.</summary>
    public int[] MissingSources { get; }

    /// <summary>The blocks that hold received symbols.</summary>
    public PatternBlock[] Received { get; }

    /// <summary>The blocks that hold missing sources.</summary>
    public PatternBlock[] Missing { get; }

    /// <summary>Code index of the received symbol at a position; negative where nothing was received.</summary>
    public int ReceivedAt(int position) => _symbolAt[position];

    /// <summary>Place of a missing source when the blocks of <see cref="Missing"/> lie one behind another.</summary>
    public int PlaceOf(int missing) => _placeOfMissing[missing];

    /// <summary>Factor of a received symbol before the transforms, of a missing source after them.</summary>
    public byte* TableOf(int codeIndex) => Table(_tableOfSymbol[codeIndex]);

    /// <summary>Factor of one block's coefficients in the derivative on another, whose number differs in the bits of <paramref name="difference"/>.</summary>
    public byte* TableOfDifference(int difference) => Table(_tableOfDifference[difference]);

    private byte* Table(int offset) => (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_tables, offset);

    private int Write(ushort factor, ref int next)
    {
        int offset = next;
        Engine.WriteTable(factor, Table(offset));
        next += Engine.TableSize;
        return offset;
    }

    private PatternBlock[] BlocksOf(ReadOnlySpan<int> symbols)
    {
        List<PatternBlock> blocks = [];
        foreach (int position in symbols.ToArray().Select(Shape.Position).Order())
        {
            int number = position / BlockSize, within = position % BlockSize;
            if (blocks.Count == 0 || blocks[^1].Number != number)
                blocks.Add(new PatternBlock(number, within, within + 1));
            else
                blocks[^1] = blocks[^1] with { End = within + 1 };
        }

        return [.. blocks];
    }

    private static int[] FindMissing(CodeShape shape, ReadOnlySpan<int> received)
    {
        bool[] isPresent = new bool[shape.Symbols];
        foreach (int index in received)
        {
            if (isPresent[index])
                throw new ArgumentException($"Symbol {index} is given twice.", nameof(received));
            isPresent[index] = true;
        }

        return [.. Enumerable.Range(0, shape.Sources).Where(index => !isPresent[index])];
    }
}

/// <summary>A block of the transform domain and the range of positions in it that matter.</summary>
/// <param name="Number">Which block.</param>
/// <param name="First">First position that matters, counted from the start of the block.</param>
/// <param name="End">Position behind the last.</param>
internal readonly record struct PatternBlock(int Number, int First, int End);
