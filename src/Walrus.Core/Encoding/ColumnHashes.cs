using System.Runtime.InteropServices;
using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;

namespace Walrus.Core.Encoding;

/// <summary>Roots of all slivers from the leaf digests of all columns, which arrive in any order.</summary>
internal sealed unsafe class ColumnHashes : IDisposable
{
    private readonly RedStuffParameters _parameters;
    private readonly RowForest _rows;
    private readonly NativeMemoryBlock _columnRoots;
    private readonly NativeMemoryBlock? _states;
    private readonly int _statesSize;

    /// <summary>Takes columns whole, or slab by slab if there are several.</summary>
    public ColumnHashes(RedStuffParameters parameters, int slabs)
    {
        _parameters = parameters;
        _statesSize = LineLeaves.StatesSize(CodeShape.ForSliver(parameters, Axis.Secondary));
        if (slabs > 1)
            _states = NativePool.Rent((long)parameters.Shards * _statesSize);
        _rows = new RowForest(parameters.Shards, parameters.Shards);
        _columnRoots = NativePool.Rent((long)parameters.Shards * Bytes32.Length);
    }

    /// <summary>Keeps the unfinished leaves of a column from slab to slab; empty, if there is but one slab.</summary>
    public Span<byte> StatesOf(int column) =>
        _states is null ? default : new Span<byte>(_states.Address + (nint)column * _statesSize, _statesSize);

    /// <summary>
    /// Takes the leaf digests of neighbouring columns from <paramref name="firstColumn"/> on, whole blocks of the row trees but for the
    /// last columns. The digests serve as scratch and are lost; <paramref name="scratch"/> has room for one column of them.
    /// </summary>
    public void Add(int firstColumn, Span<byte> digests, Span<byte> scratch)
    {
        int columnSize = _parameters.Shards * Bytes32.Length;
        int columns = digests.Length / columnSize;
        Span<byte> roots = ColumnRoots;
        for (int i = 0; i < columns; i++)
        {
            Span<byte> leaves = scratch[..columnSize];
            digests.Slice(i * columnSize, columnSize).CopyTo(leaves);
            MerkleHasher.RootOf(leaves).CopyTo(roots[((firstColumn + i) * Bytes32.Length)..]);
        }

        for (int i = 0; i < columns; i += RowForest.BlockColumns)
        {
            int count = Math.Min(RowForest.BlockColumns, columns - i);
            _rows.Add((firstColumn + i) / RowForest.BlockColumns, digests.Slice(i * columnSize, count * columnSize));
        }
    }

    /// <summary>Metadata of the blob, once all columns were added.</summary>
    public BlobMetadata ToMetadata(long unencodedLength, EncodingOptions options)
    {
        ReadOnlySpan<byte> rowRoots = _rows.Roots(options);
        SliverPairMetadata[] pairs = new SliverPairMetadata[_parameters.Shards];
        for (int p = 0; p < pairs.Length; p++)
        {
            Bytes32 primary = new(rowRoots.Slice(p * Bytes32.Length, Bytes32.Length));
            Bytes32 secondary = new(ColumnRoots.Slice((pairs.Length - 1 - p) * Bytes32.Length, Bytes32.Length));
            pairs[p] = new SliverPairMetadata(primary, secondary);
        }

        return new BlobMetadata(EncodingType.RS2, (ulong)unencodedLength, ImmutableCollectionsMarshal.AsImmutableArray(pairs));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _columnRoots.Dispose();
        _states?.Dispose();
    }

    private Span<byte> ColumnRoots => new(_columnRoots.Address, _parameters.Shards * Bytes32.Length);
}
