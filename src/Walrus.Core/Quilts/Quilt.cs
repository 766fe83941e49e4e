using System.Runtime.InteropServices;
using Walrus.Core.Encoding;
using Walrus.Core.Parameters;

namespace Walrus.Core.Quilts;

/// <summary>
/// Files packed into one blob, such that each can be read without the others (data plane 12). The quilt is a source like any other:
/// encode it to have its blob id. Small ones are laid out in memory; large ones read the files when they are read.
/// </summary>
public sealed class Quilt : IBlobSource
{
    /// <summary>Bytes of a quilt that are laid out in memory at most: short symbols are read faster there than one by one.</summary>
    public const long MaxInMemory = 16L << 20;

    private readonly IBlobSource _blob;
    private readonly QuiltGeometry _geometry;

    private Quilt(QuiltGeometry geometry, QuiltIndex index, IBlobSource blob)
    {
        _geometry = geometry;
        _blob = blob;
        Index = index;
    }

    /// <summary>What is where.</summary>
    public QuiltIndex Index { get; }

    /// <summary>Bytes of a symbol.</summary>
    public int SymbolSize => _geometry.SymbolSize;

    /// <inheritdoc/>
    public long Length => _geometry.Length;

    /// <summary>Packs files, in whatever order they come: patches are sorted by the bytes of their identifiers.</summary>
    /// <exception cref="QuiltRefusedException">They cannot be packed; the exception says why.</exception>
    public static Quilt Build(RedStuffParameters parameters, IEnumerable<QuiltInput> inputs) => Build(parameters, inputs, MaxInMemory);

    internal static Quilt Build(RedStuffParameters parameters, IEnumerable<QuiltInput> inputs, long maxInMemory)
    {
        QuiltInput[] sorted = Sort(inputs);
        ColumnStream[] patches = [.. sorted.Select(input => new ColumnStream(QuiltPatchFormat.Prefix(input), input.Contents))];
        // Ends take the same room wherever they are.
        int indexSize = QuiltIndexFormat.ToBytes([.. sorted.Select(input => new QuiltPatch(input.Identifier, input.Tags, default))]).Length;
        QuiltGeometry geometry = new(parameters, QuiltPacking.SymbolSize(parameters, indexSize, [.. patches.Select(patch => patch.Length)]));
        QuiltIndex index = Place(geometry, indexSize, sorted, patches);
        ColumnStream indexStream = new(QuiltIndexFormat.ToBytes(index.Patches), contents: null);
        ColumnReader columns = new(
            geometry,
            [(indexStream, geometry.ColumnsFrom(0, indexSize)), .. patches.Zip(index.Patches, (stream, patch) => (stream, patch.Columns))]);
        return new Quilt(geometry, index, geometry.Length <= maxInMemory ? Copy(columns) : columns);
    }

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination) => _blob.Read(offset, destination);

    private static QuiltInput[] Sort(IEnumerable<QuiltInput> inputs)
    {
        QuiltInput[] sorted = [.. inputs];
        byte[][] identifiers = [.. sorted.Select(input => QuiltIdentifier.RequireBytes(input.Identifier))];
        Array.Sort(identifiers, sorted, Comparer<byte[]>.Create(static (left, right) => left.AsSpan().SequenceCompareTo(right)));
        for (int i = 1; i < sorted.Length; i++)
        {
            if (identifiers[i - 1].AsSpan().SequenceEqual(identifiers[i]))
                throw new QuiltRefusedException(QuiltRefusal.DuplicateIdentifier, $"Two patches are called '{sorted[i].Identifier}'.");
        }

        return sorted;
    }

    private static QuiltIndex Place(QuiltGeometry geometry, int indexSize, QuiltInput[] inputs, ColumnStream[] streams)
    {
        QuiltPatch[] patches = new QuiltPatch[inputs.Length];
        int start = geometry.ColumnsFor(indexSize);
        for (int i = 0; i < patches.Length; i++)
        {
            QuiltColumns columns = geometry.ColumnsFrom(start, streams[i].Length);
            patches[i] = new QuiltPatch(inputs[i].Identifier, inputs[i].Tags, columns);
            start = columns.End.Value;
        }

        return new QuiltIndex(ImmutableCollectionsMarshal.AsImmutableArray(patches));
    }

    private static MemoryBlobSource Copy(ColumnReader columns)
    {
        byte[] bytes = new byte[columns.Length];
        columns.Read(0, bytes);
        return new MemoryBlobSource(bytes);
    }
}
