namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Everything about decoding that depends only on which symbols were received: the locator and the tables of its factors.
/// Immutable, shared by threads.
/// </summary>
internal sealed unsafe class ErasurePattern : IDisposable
{
    private readonly NativeMemoryBlock _tables;
    private readonly nint[] _tableBefore;
    private readonly nint[] _tableAfter;
    private readonly int[] _missing;

    /// <summary>For exactly k distinct code indices, in any order.</summary>
    public ErasurePattern(CodeShape shape, ReadOnlySpan<int> received, TransformEngine engine)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(received.Length, shape.Sources);
        Shape = shape;
        Engine = engine;
        ErasureLocator locator = new(shape, received);
        DomainSize = locator.DomainSize;
        MissingSources = FindMissing(shape, received);
        _missing = Array.ConvertAll(MissingSources, shape.Position);
        _tables = NativePool.Rent((long)(received.Length + _missing.Length) * engine.TableSize);
        _tableBefore = new nint[DomainSize];
        _tableAfter = new nint[DomainSize];
        byte* next = _tables.Address;
        foreach (int index in received)
            next = Write(_tableBefore, shape.Position(index), locator.FactorBefore(shape.Position(index)), next);
        foreach (int position in _missing)
            next = Write(_tableAfter, position, locator.FactorAfter(position), next);
    }

    public CodeShape Shape { get; }

    public TransformEngine Engine { get; }

    public int DomainSize { get; }

    /// <summary>Code indices of the sources that were not received, increasing.</summary>
    public int[] MissingSources { get; }

    /// <summary>Positions of <see cref="MissingSources"/>.</summary>
    public ReadOnlySpan<int> MissingPositions => _missing;

    public int FirstMissing => _missing.Length == 0 ? 0 : _missing[0];

    public int EndMissing => _missing.Length == 0 ? 0 : _missing[^1] + 1;

    /// <summary>Factor of a received position before the transform; null where nothing was received.</summary>
    public byte* TableBefore(int position) => (byte*)_tableBefore[position];

    /// <summary>Factor of a missing source after the transform.</summary>
    public byte* TableAfter(int position) => (byte*)_tableAfter[position];

    /// <inheritdoc/>
    public void Dispose() => _tables.Dispose();

    private byte* Write(nint[] tables, int position, ushort factor, byte* table)
    {
        Engine.WriteTable(factor, table);
        tables[position] = (nint)table;
        return table + Engine.TableSize;
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
