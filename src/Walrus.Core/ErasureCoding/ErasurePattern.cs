using System.Runtime.InteropServices;

namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Everything about decoding that depends only on which symbols were received: the locator and the tables of its factors.
/// Immutable, shared by threads.
/// </summary>
internal sealed unsafe class ErasurePattern
{
    private const int NoTable = -1;

    // Pinned, so that kernels can point into it.
    private readonly byte[] _tables;
    private readonly int[] _tableBefore;
    private readonly int[] _tableAfter;
    private readonly int[] _missing;

    /// <summary>For exactly k distinct code indices, in any order.</summary>
    public ErasurePattern(CodeShape shape, ReadOnlySpan<int> received, TransformEngine engine)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(received.Length, shape.Sources);
        Shape = shape;
        Engine = engine;
        MissingSources = FindMissing(shape, received);
        ErasureLocator locator = new(shape, received);
        DomainSize = locator.DomainSize;
        _missing = Array.ConvertAll(MissingSources, shape.Position);
        _tables = GC.AllocateUninitializedArray<byte>((received.Length + _missing.Length) * engine.TableSize, pinned: true);
        _tableBefore = new int[DomainSize];
        _tableAfter = new int[DomainSize];
        _tableBefore.AsSpan().Fill(NoTable);
        _tableAfter.AsSpan().Fill(NoTable);
        int next = 0;
        foreach (int index in received)
            Write(_tableBefore, shape.Position(index), locator.FactorBefore(shape.Position(index)), ref next);
        foreach (int position in _missing)
            Write(_tableAfter, position, locator.FactorAfter(position), ref next);
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
    public byte* TableBefore(int position) => Table(_tableBefore[position]);

    /// <summary>Factor of a missing source after the transform.</summary>
    public byte* TableAfter(int position) => Table(_tableAfter[position]);

    private byte* Table(int offset) =>
        offset == NoTable ? null : (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_tables, offset);

    private void Write(int[] tables, int position, ushort factor, ref int next)
    {
        tables[position] = next;
        Engine.WriteTable(factor, Table(next));
        next += Engine.TableSize;
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
